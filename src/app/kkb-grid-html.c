/* kkb-grid-html.c - tables in HTML as spreadsheets and browsers put them on the clipboard. Not a browser: it knows the
 * tags of a table, takes everything else for what it stands between, and never fails on nonsense. */
#include "kkb-grid-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kkb-decimal.h"
#include "kkb-error.h"

#define MAX_SPAN 1000
/* a spreadsheet keeps this many digits of a number */
#define MAX_DIGITS 15

typedef struct
{
  char *text;
  char *value;
} Cell;

typedef struct
{
  GPtrArray *rows;    /* of GPtrArray of Cell */
  GArray *rests;      /* per column: for how many rows a cell above still reaches down (guint) */
  GPtrArray *row;     /* the open row, or NULL */
  Cell *cell;         /* the open cell, or NULL */
  GString *text;      /* of the open cell */
  guint colspan;      /* of the open cell */
  guint rowspan;      /* likewise */
  guint depth;        /* of tables within the one that is read */
  gboolean space;     /* white space was met, but not written yet */
  gboolean line;      /* a line break was met, but not written yet */
  gboolean too_large; /* more than KKB_GRID_TABLE_MAX_CELLS */
  guint n_cells;
} Reader;

static void
cell_free (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_free (cell->value);
  g_free (cell);
}

/* ---- tags ---- */

/* The value of attribute NAME within a tag, from START to END; NULL: not there. */
static char *
find_attribute (const char *start, const char *end, const char *name)
{
  gsize length = strlen (name);
  const char *p = start;

  while (p < end)
    {
      const char *key, *value;
      gsize key_length;
      char quote = '\0';

      while (p < end && (g_ascii_isspace (*p) || *p == '/'))
        p++;
      key = p;
      while (p < end && !g_ascii_isspace (*p) && *p != '=' && *p != '/')
        p++;
      key_length = (gsize)(p - key);
      while (p < end && g_ascii_isspace (*p))
        p++;
      if (p >= end || *p != '=')
        {
          p += p == key; /* a stray sign */
          continue;
        }
      for (p++; p < end && g_ascii_isspace (*p); p++)
        ;
      if (p < end && (*p == '"' || *p == '\''))
        quote = *p++;
      value = p;
      while (p < end && (quote != '\0' ? *p != quote : !g_ascii_isspace (*p)))
        p++;
      if (key_length == length && g_ascii_strncasecmp (key, name, length) == 0)
        return g_strndup (value, (gsize)(p - value));
      p += quote != '\0' && p < end;
    }
  return NULL;
}

static guint
find_span (const char *start, const char *end, const char *name)
{
  g_autofree char *text = find_attribute (start, end, name);
  guint64 span;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, MAX_SPAN, &span, NULL) ? (guint)span : 1;
}

/* Where the tag that begins at P ends: at its '>', which quotes may hide. */
static const char *
tag_end (const char *p)
{
  char quote = '\0';

  for (; *p != '\0'; p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if ((*p == '"' || *p == '\'') && p[-1] == '=')
      quote = *p;
    else if (*p == '>')
      return p;
  return NULL;
}

static gboolean
is_tag (const char *name, gsize length, const char *tag)
{
  return strlen (tag) == length && g_ascii_strncasecmp (name, tag, length) == 0;
}

/* ---- text ---- */

static void
add_char (Reader *reader, gunichar c)
{
  if (c == 0xa0 || (c < 0x80 && g_ascii_isspace ((char)c)))
    {
      reader->space = TRUE;
      return;
    }
  if (reader->text->len > 0 && (reader->line || reader->space))
    g_string_append_c (reader->text, reader->line ? '\n' : ' ');
  reader->line = reader->space = FALSE;
  g_string_append_unichar (reader->text, c);
}

/* P is at '&': the character, and how many bytes it takes; 0: none that is known. */
static gsize
read_entity (const char *p, gunichar *out)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } known[]
      = { { "amp;", '&' },      { "lt;", '<' },       { "gt;", '>' },        { "quot;", '"' },      { "apos;", '\'' },
          { "nbsp;", 0xa0 },    { "yen;", 0xa5 },     { "minus;", 0x2212 },  { "times;", 0xd7 },    { "middot;", 0xb7 },
          { "ndash;", 0x2013 }, { "mdash;", 0x2014 }, { "hellip;", 0x2026 }, { "permil;", 0x2030 }, { "deg;", 0xb0 },
          { "plusmn;", 0xb1 },  { "divide;", 0xf7 },  { "horbar;", 0x2015 } };

  if (p[1] == '#')
    {
      gboolean hex = p[2] == 'x' || p[2] == 'X';
      char *end;
      guint64 c = g_ascii_strtoull (p + (hex ? 3 : 2), &end, hex ? 16 : 10);

      if (end == p + (hex ? 3 : 2) || end - p > 12 || c == 0 || c > 0x10ffff || !g_unichar_validate ((gunichar)c))
        return 0;
      *out = (gunichar)c;
      return (gsize)(end - p) + (*end == ';');
    }
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strncmp (p + 1, known[i].name, strlen (known[i].name)) == 0)
      {
        *out = known[i].c;
        return 1 + strlen (known[i].name);
      }
  return 0;
}

/* ---- rows and cells ---- */

static void
add_cell (Reader *reader, Cell *cell)
{
  g_ptr_array_add (reader->row, cell);
  reader->too_large |= ++reader->n_cells > KKB_GRID_TABLE_MAX_CELLS;
}

static guint *
rest_at (Reader *reader, guint column)
{
  if (column >= reader->rests->len)
    g_array_set_size (reader->rests, column + 1);
  return &g_array_index (reader->rests, guint, column);
}

/* Where a cell of a row above reaches into this one, there is an empty one. */
static void
add_covered (Reader *reader)
{
  while (reader->row->len<reader->rests->len && * rest_at (reader, reader->row->len)> 0 && !reader->too_large)
    {
      (*rest_at (reader, reader->row->len))--;
      add_cell (reader, g_new0 (Cell, 1));
    }
}

static void
close_cell (Reader *reader)
{
  if (reader->cell == NULL)
    return;
  reader->cell->text = g_strdup (reader->text->str);
  add_covered (reader);
  for (guint i = 0; i < reader->colspan && !reader->too_large; i++)
    {
      *rest_at (reader, reader->row->len) = reader->rowspan - 1;
      add_cell (reader, i == 0 ? g_steal_pointer (&reader->cell) : g_new0 (Cell, 1));
    }
  g_clear_pointer (&reader->cell, cell_free);
}

static void
close_row (Reader *reader)
{
  if (reader->row == NULL)
    return;
  close_cell (reader);
  add_covered (reader);
  reader->row = NULL;
}

static void
open_row (Reader *reader)
{
  reader->row = g_ptr_array_new_with_free_func (cell_free);
  g_ptr_array_add (reader->rows, reader->row);
}

static void
open_cell (Reader *reader, const char *start, const char *end)
{
  if (reader->row == NULL)
    open_row (reader);
  reader->cell = g_new0 (Cell, 1);
  reader->cell->value = find_attribute (start, end, "sdval");
  if (reader->cell->value == NULL)
    reader->cell->value = find_attribute (start, end, "x:num");
  reader->colspan = find_span (start, end, "colspan");
  reader->rowspan = find_span (start, end, "rowspan");
  g_string_truncate (reader->text, 0);
  reader->space = reader->line = FALSE;
}

/* ---- the page ---- */

/* FALSE: the table has ended. */
static gboolean
read_tag (Reader *reader, const char *name, gsize length, gboolean closing, const char *end)
{
  if (is_tag (name, length, "table"))
    {
      if (closing && reader->depth == 0)
        return FALSE;
      reader->depth += closing ? -1U : 1U;
      return TRUE;
    }
  if (is_tag (name, length, "br") || is_tag (name, length, "p") || is_tag (name, length, "div"))
    reader->line = TRUE;
  if (reader->depth > 0)
    reader->space = TRUE;
  else if (is_tag (name, length, "tr"))
    {
      close_row (reader);
      if (!closing)
        open_row (reader);
    }
  else if (is_tag (name, length, "td") || is_tag (name, length, "th"))
    {
      close_cell (reader);
      if (!closing)
        open_cell (reader, name + length, end);
    }
  return TRUE;
}

/* Past a comment, a script or a style sheet that begins at P; else P itself. NULL: it never ends. */
static const char *
skip_hidden (const char *p)
{
  static const char *const hidden[] = { "script", "style" };

  if (g_str_has_prefix (p, "<!--"))
    {
      p = strstr (p + 4, "-->");
      return p != NULL ? p + 3 : NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      gsize length = strlen (hidden[i]);

      if (g_ascii_strncasecmp (p + 1, hidden[i], length) != 0 || g_ascii_isalnum (p[1 + length]))
        continue;
      for (p++; (p = strstr (p, "</")) != NULL; p += 2)
        if (g_ascii_strncasecmp (p + 2, hidden[i], length) == 0)
          return p;
      return NULL;
    }
  return p;
}

static void
read_table (Reader *reader, const char *p)
{
  while (*p != '\0' && !reader->too_large)
    {
      gunichar c;
      gsize taken;

      if (*p == '<' && (p[1] == '/' || p[1] == '!' || g_ascii_isalpha (p[1])))
        {
          gboolean closing = p[1] == '/';
          const char *name, *end, *next = skip_hidden (p);

          if (next == NULL)
            return;
          if (next != p)
            {
              p = next;
              continue;
            }
          name = p + 1 + closing;
          end = tag_end (name);
          if (end == NULL)
            return;
          for (p = name; g_ascii_isalnum (*p) || *p == ':'; p++)
            ;
          if (!read_tag (reader, name, (gsize)(p - name), closing, end))
            return;
          p = end + 1;
          continue;
        }
      taken = *p == '&' ? read_entity (p, &c) : 0;
      if (taken == 0)
        {
          c = g_utf8_get_char (p);
          taken = (gsize)(g_utf8_next_char (p) - p);
        }
      p += taken;
      if (reader->cell != NULL)
        add_char (reader, c);
    }
}

/* Just behind the first <table …>. */
static const char *
find_table (const char *p)
{
  while ((p = strchr (p, '<')) != NULL)
    {
      const char *next = skip_hidden (p);

      if (next == NULL)
        return NULL;
      if (next != p)
        {
          p = next;
          continue;
        }
      if (g_ascii_strncasecmp (p, "<table", 6) == 0 && !g_ascii_isalnum (p[6]))
        {
          p = tag_end (p + 6);
          return p != NULL ? p + 1 : NULL;
        }
      p++;
    }
  return NULL;
}

static KkbGridTable *
to_table (Reader *reader)
{
  KkbGridTable *table;
  guint n_columns = 0;

  for (guint i = 0; i < reader->rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *)reader->rows->pdata[i])->len);
  if (n_columns == 0)
    return NULL;
  if ((guint64)reader->rows->len * n_columns > KKB_GRID_TABLE_MAX_CELLS)
    {
      reader->too_large = TRUE;
      return NULL;
    }
  table = kkb_grid_table_new (reader->rows->len, n_columns);
  for (guint i = 0; i < reader->rows->len; i++)
    {
      GPtrArray *row = reader->rows->pdata[i];

      for (guint j = 0; j < row->len; j++)
        {
          Cell *cell = row->pdata[j];

          kkb_grid_table_set (table, i, j, cell->text);
          if (cell->value == NULL || *cell->value == '\0')
            continue;
          if (table->values == NULL)
            table->values = g_new0 (char *, (gsize)table->n_rows *n_columns);
          table->values[(gsize)i * n_columns + j] = g_steal_pointer (&cell->value);
        }
    }
  return table;
}

KkbGridTable *
kkb_grid_table_from_html (const char *html, gssize length, GError **error)
{
  g_autofree char *copy = g_strndup (html, length >= 0 ? (gsize)length : strlen (html));
  const char *start;
  KkbGridTable *table = NULL;
  Reader reader = { .colspan = 1 };

  start = g_utf8_validate (copy, -1, NULL) ? find_table (copy) : NULL;
  if (start == NULL)
    return NULL;
  reader.rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  reader.rests = g_array_new (FALSE, TRUE, sizeof (guint));
  reader.text = g_string_new (NULL);
  read_table (&reader, start);
  close_row (&reader);
  if (!reader.too_large)
    table = to_table (&reader);
  if (reader.too_large)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("What was copied has more than %d cells. Nothing was pasted. Copy a part of it."),
                 KKB_GRID_TABLE_MAX_CELLS);
  g_ptr_array_unref (reader.rows);
  g_array_unref (reader.rests);
  g_string_free (reader.text, TRUE);
  return table;
}

/* ---- writing ---- */

static gboolean
is_number (const char *text, KkbDecimal *d)
{
  guint digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    digits += g_ascii_isdigit (*p);
  return digits <= MAX_DIGITS && kkb_decimal_parse (text, d);
}

static void
write_cell (GString *out, const char *text)
{
  KkbDecimal d;

  if (*text == '\0')
    g_string_append (out, "<td></td>");
  else if (is_number (text, &d))
    {
      g_autofree char *zeros = g_strnfill (d.scale, '0');
      g_autofree char *format = g_strconcat ("0", d.scale > 0 ? "." : "", zeros, NULL);

      g_string_append_printf (out,
                              "<td align=\"right\" sdval=\"%s\" sdnum=\"1041;0;%s\" x:num=\"%s\" "
                              "style=\"mso-number-format:'%s'\">%s</td>",
                              text, format, text, format, text);
    }
  else
    {
      g_autofree char *escaped = g_markup_escape_text (text, -1);
      g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);
      g_autofree char *broken = g_strjoinv ("<br style=\"mso-data-placement:same-cell\">", lines);

      g_string_append_printf (out, "<td sdnum=\"1041;0;@\" style=\"mso-number-format:'\\@'\">%s</td>", broken);
    }
}

char *
kkb_grid_table_to_html (const KkbGridTable *self)
{
  GString *out = g_string_new ("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>"
                               "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\">"
                               "</head><body><table>\n");

  for (guint i = 0; i < self->n_rows; i++)
    {
      g_string_append (out, "<tr>");
      for (guint j = 0; j < self->n_columns; j++)
        write_cell (out, kkb_grid_table_get (self, i, j));
      g_string_append (out, "</tr>\n");
    }
  g_string_append (out, "</table></body></html>\n");
  return g_string_free (out, FALSE);
}
