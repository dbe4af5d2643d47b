/* kkb-grid-table.c - the block itself, and tab-separated text; kkb-grid-html.c has the HTML. */
#include "kkb-grid-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kkb-decimal.h"
#include "kkb-error.h"
#include "kkb-text.h"

/* ---- the block ---- */

static char **
new_texts (gsize n, gboolean filled)
{
  char **texts = g_new0 (char *, n + 1);

  for (gsize i = 0; filled && i < n; i++)
    texts[i] = g_strdup ("");
  return texts;
}

KkbGridTable *
kkb_grid_table_new (guint n_rows, guint n_columns)
{
  KkbGridTable *self = g_new0 (KkbGridTable, 1);

  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->texts = new_texts ((gsize)n_rows * n_columns, TRUE);
  return self;
}

void
kkb_grid_table_free (KkbGridTable *self)
{
  gsize n = (gsize)self->n_rows * self->n_columns;

  for (gsize i = 0; i < n; i++)
    {
      g_free (self->texts[i]);
      if (self->values != NULL)
        g_free (self->values[i]);
    }
  g_free (self->texts);
  g_free (self->values);
  g_free (self);
}

const char *
kkb_grid_table_get (const KkbGridTable *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->n_rows && column < self->n_columns, "");
  return self->texts[(gsize)row * self->n_columns + column];
}

void
kkb_grid_table_set (KkbGridTable *self, guint row, guint column, const char *text)
{
  char **slot;

  g_return_if_fail (row < self->n_rows && column < self->n_columns);
  slot = &self->texts[(gsize)row * self->n_columns + column];
  g_free (*slot);
  *slot = g_strdup (text != NULL ? text : "");
}

/* ---- tab-separated text ---- */

static gboolean
ends_cell (char c)
{
  return c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

/* A cell in quotes: its end, where it has a proper one and needed the quotes; else NULL, and the quotes are its text.
 */
static const char *
quoted_end (const char *at)
{
  gboolean needed = FALSE;

  for (const char *p = at + 1; *p != '\0'; p++)
    if (*p != '"')
      needed |= *p == '\t' || *p == '\n' || *p == '\r';
    else if (p[1] == '"')
      {
        needed = TRUE;
        p++;
      }
    else
      return needed && ends_cell (p[1]) ? p + 1 : NULL;
  return NULL;
}

static char *
unquote (const char *start, const char *end)
{
  GString *text = g_string_sized_new ((gsize)(end - start));

  for (const char *p = start + 1; p < end - 1; p++)
    {
      if (*p == '\r')
        {
          g_string_append_c (text, '\n');
          p += p[1] == '\n';
          continue;
        }
      g_string_append_c (text, *p);
      p += *p == '"'; /* doubled */
    }
  return g_string_free (text, FALSE);
}

static const char *
read_cell (const char *at, GPtrArray *cells)
{
  const char *end = *at == '"' ? quoted_end (at) : NULL;

  if (end != NULL)
    {
      g_ptr_array_add (cells, unquote (at, end));
      return end;
    }
  for (end = at; !ends_cell (*end); end++)
    ;
  g_ptr_array_add (cells, g_strndup (at, (gsize)(end - at)));
  return end;
}

static gboolean
check_size (guint64 n_rows, guint64 n_columns, GError **error)
{
  if (n_rows * n_columns <= KKB_GRID_TABLE_MAX_CELLS)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("What was copied has more than %d cells. Nothing was pasted. Copy a part of it."),
               KKB_GRID_TABLE_MAX_CELLS);
  return FALSE;
}

/* ROWS: arrays of texts, of any length. */
static KkbGridTable *
square (GPtrArray *rows, GError **error)
{
  guint n_columns = 0;
  KkbGridTable *self;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, ((GPtrArray *)rows->pdata[i])->len);
  if (!check_size (rows->len, n_columns, error))
    return NULL;
  self = kkb_grid_table_new (rows->len, n_columns);
  for (guint i = 0; i < rows->len; i++)
    {
      const GPtrArray *row = rows->pdata[i];
      for (guint j = 0; j < row->len; j++)
        kkb_grid_table_set (self, i, j, row->pdata[j]);
    }
  return self;
}

KkbGridTable *
kkb_grid_table_from_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autofree char *copy = length >= 0 ? g_strndup (text, (gsize)length) : NULL;
  const char *at = copy != NULL ? copy : text;
  guint64 n_cells = 0;

  if (!kkb_text_check_utf8 (at, -1, _ ("the clipboard"), error))
    return NULL;
  do
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (rows, row);
      while (*(at = read_cell (at, row)) == '\t')
        at++;
      n_cells += row->len;
      if (!check_size (n_cells, 1, error))
        return NULL;
      at += *at == '\r' && at[1] == '\n' ? 2 : *at != '\0';
    }
  while (*at != '\0');
  return square (rows, error);
}

static gboolean
is_plain_number (const char *text)
{
  KkbDecimal d;

  return kkb_decimal_parse (text, &d);
}

/* Full-width signs count: Excel in Japanese takes them too. */
static gboolean
looks_like_formula (const char *text)
{
  g_autofree char *narrow = kkb_text_narrow (text);

  return *narrow != '\0' && strchr ("=+-@\t\r\n", *narrow) != NULL && !is_plain_number (text);
}

char *
kkb_grid_table_to_text (const KkbGridTable *self, gboolean guarded)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->n_rows; i++)
    {
      for (guint j = 0; j < self->n_columns; j++)
        {
          const char *text = kkb_grid_table_get (self, i, j);
          const char *guard = guarded && looks_like_formula (text) ? "'" : "";

          if (j > 0)
            g_string_append_c (out, '\t');
          if (*text != '"' && strpbrk (text, "\t\n\r") == NULL)
            {
              g_string_append (out, guard);
              g_string_append (out, text);
              continue;
            }
          g_string_append_printf (out, "\"%s", guard);
          for (; *text != '\0'; text++)
            g_string_append_len (out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
          g_string_append_c (out, '"');
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* ---- exact figures ---- */

typedef struct
{
  KkbDecimal number;
  gboolean percent;
  gboolean plain; /* digits, separators, a leading minus, a per cent sign: read back as they stand */
} Shown;

/* "1,234.5", "¥1,234", "▲7", "(7)", "47.4%" */
static gboolean
read_shown (const char *text, Shown *out)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean negative = FALSE, brackets = FALSE;

  *out = (Shown){ .plain = TRUE };
  for (const char *p = narrow; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p) || *p == '.')
        g_string_append_c (digits, *p);
      else if (c == 0x25b2 || c == 0x25b3 || c == 0x2212 || c == '-' || c == '(')
        {
          if (digits->len > 0 || negative)
            return FALSE;
          negative = TRUE;
          brackets = c == '(';
          out->plain &= c == '-';
        }
      else if (c == '%' && p[1] == '\0' && digits->len > 0)
        out->percent = TRUE;
      else if (c == ')' && brackets && p[1] == '\0')
        brackets = FALSE;
      else if (c == 0xa5 || c == '\\' || c == '$')
        out->plain = FALSE;
      else if (c != ',' && !g_unichar_isspace (c))
        return FALSE;
    }
  if (negative)
    g_string_prepend_c (digits, '-');
  return !brackets && kkb_decimal_parse (digits->str, &out->number);
}

/* Hundred times as much. */
static gboolean
hundredfold (KkbDecimal *d)
{
  const KkbDecimal hundred = { .coef = 100 };

  if (d->scale >= 2)
    d->scale -= 2;
  else if (!kkb_decimal_mul (*d, hundred, d))
    return FALSE;
  return TRUE;
}

/* Is SHOWN what EXACT is rounded to, at the decimals it shows? */
static gboolean
is_rounding (KkbDecimal shown, KkbDecimal exact)
{
  KkbDecimal difference, doubled;
  KkbDecimal unit = { .coef = 1, .scale = shown.scale };

  if (!kkb_decimal_sub (shown, exact, &difference) || !kkb_decimal_add (difference, difference, &doubled))
    return FALSE;
  doubled.coef = ABS (doubled.coef);
  return kkb_decimal_compare (doubled, unit) <= 0;
}

char *
kkb_grid_table_exact_text (const char *shown, const char *value)
{
  g_autofree char *number = NULL;
  KkbDecimal exact;
  Shown s;

  if (value == NULL || !kkb_decimal_parse (value, &exact) || !read_shown (shown, &s)
      || (s.percent && !hundredfold (&exact)) || !is_rounding (s.number, exact))
    return g_strdup (shown);
  if (s.plain && kkb_decimal_compare (s.number, exact) == 0)
    return g_strdup (shown); /* with the zeros it was shown with */
  number = kkb_decimal_to_string (exact);
  return g_strconcat (number, s.percent ? "%" : "", NULL);
}

/* LibreOffice makes spaces of the line breaks in the cells of its text, but not of its HTML. */
static gboolean
has_line_breaks_of (const char *text, const char *html)
{
  g_autofree char *one_line = strchr (html, '\n') != NULL ? g_strdelimit (g_strdup (html), "\n", ' ') : NULL;

  return g_strcmp0 (one_line, text) == 0;
}

void
kkb_grid_table_refine (KkbGridTable *self, const KkbGridTable *from)
{
  gsize n = (gsize)self->n_rows * self->n_columns;

  if (self->n_rows != from->n_rows || self->n_columns != from->n_columns)
    return;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *old = self->texts[i];

      if (from->values != NULL && from->values[i] != NULL)
        self->texts[i] = kkb_grid_table_exact_text (old, from->values[i]);
      else if (has_line_breaks_of (old, from->texts[i]))
        self->texts[i] = g_strdup (from->texts[i]);
      else
        self->texts[i] = g_steal_pointer (&old);
    }
}
