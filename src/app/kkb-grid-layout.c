#include "kkb-grid-layout.h"
#include "kkb-grid-text.h"

#include <string.h>

#define CELL_PADDING 12 /* left and right together, as in kkb-grid.css */
#define MAX_WIDTH    2000

static void
clear_columns (KkbGridColumnBox *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_free (columns[i].key);
      g_free (columns[i].title);
      g_free (columns[i].group);
    }
  g_free (columns);
}

static KkbGridColumnBox *
find_key (KkbGridColumnBox *columns, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (columns[i].key, key) == 0)
      return &columns[i];
  return NULL;
}

static int
natural_width (const KkbGridLayout *self, const KkbGridColumnBox *box)
{
  return box->user_width > 0 ? box->user_width : box->chars * self->char_width + CELL_PADDING;
}

static int
minimum_width (const KkbGridLayout *self, const KkbGridColumnBox *box)
{
  return box->min_chars * self->char_width + CELL_PADDING;
}

/* What is left of the window goes in equal shares to the columns that expand and were not sized by hand. */
static void
share_rest (KkbGridLayout *self, int rest)
{
  guint takers = 0;

  for (guint i = 0; i < self->n_shown; i++)
    {
      KkbGridColumnBox *box = &self->columns[self->shown[i]];
      takers += box->expand && box->user_width == 0;
    }
  for (guint i = 0; i < self->n_shown && takers > 0 && rest > 0; i++)
    {
      KkbGridColumnBox *box = &self->columns[self->shown[i]];
      if (box->expand && box->user_width == 0)
        {
          int share = rest / (int)takers--;
          box->width += share;
          rest -= share;
        }
    }
}

/* P is at a character that is not ASCII. Kanji and most kana always take room: no need to look them up. */
static gboolean
takes_room (const char *p)
{
  guchar c = (guchar)p[0], next = (guchar)p[1];

  if (c >= 0xe3 && c <= 0xe9 && (c != 0xe3 || (next != 0x80 && next != 0x82)))
    return TRUE;
  return !g_unichar_iszerowidth (g_utf8_get_char (p));
}

/* Does TEXT fit into WIDTH pixels? By rule of thumb, cheap enough for every row of a large table, where measuring is
 * not. */
static gboolean
fits (const KkbGridLayout *self, const char *text, int width)
{
  int left = width * 10;

  for (const char *p = text; *p != '\0' && left >= 0; p++)
    if ((guchar)*p < 0x80)
      left -= self->char_width * 10;
    else if ((guchar)*p >= 0xc0 && takes_room (p))
      left -= self->em;
  return left >= 0;
}

static gboolean
row_is_tall (KkbGridLayout *self, KkbGridModel *model, guint row)
{
  if (kkb_grid_model_get_section (model, row, NULL) != NULL)
    return FALSE;
  for (guint i = 0; i < self->n_shown; i++)
    {
      const KkbGridColumnBox *box = &self->columns[self->shown[i]];
      KkbGridCell cell;

      if (!box->wrap)
        continue;
      kkb_grid_model_get_cell (model, row, self->shown[i], &cell);
      if (!fits (self, cell.text, box->width - CELL_PADDING))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_wrapping_column (const KkbGridLayout *self)
{
  for (guint i = 0; i < self->n_shown; i++)
    if (self->columns[self->shown[i]].wrap)
      return TRUE;
  return FALSE;
}

KkbGridLayout *
kkb_grid_layout_new (void)
{
  KkbGridLayout *self = g_new0 (KkbGridLayout, 1);

  kkb_grid_layout_set_font (self, 7, 134, 19);
  return self;
}

void
kkb_grid_layout_free (KkbGridLayout *self)
{
  clear_columns (self->columns, self->n_columns);
  g_free (self->shown);
  g_free (self->offsets);
  g_free (self);
}

gboolean
kkb_grid_layout_set_font (KkbGridLayout *self, int char_width, int em, int line_height)
{
  if (self->char_width == char_width && self->em == em && self->line_height == line_height)
    return FALSE;
  self->char_width = MAX (char_width, 1);
  self->em = MAX (em, 1);
  self->line_height = MAX (line_height, 1);
  self->row_height = self->line_height + 8;
  self->tall_row_height = self->line_height * 2 * KKB_GRID_LINE_PERCENT / 100 + 8;
  self->head_line = self->line_height + 5;
  return TRUE;
}

void
kkb_grid_layout_load_columns (KkbGridLayout *self, KkbGridModel *model)
{
  KkbGridColumnBox *old = self->columns;
  guint n_old = self->n_columns;
  guint n_frozen = model != NULL ? kkb_grid_model_get_n_frozen (model) : 0;

  self->n_columns = model != NULL ? kkb_grid_model_get_n_columns (model) : 0;
  self->columns = g_new0 (KkbGridColumnBox, MAX (self->n_columns, 1));
  for (guint i = 0; i < self->n_columns; i++)
    {
      KkbGridColumnBox *box = &self->columns[i];
      KkbGridColumn column;
      KkbGridColumnBox *before;

      kkb_grid_model_get_column (model, i, &column);
      box->key = g_strdup (column.key);
      box->title = g_strdup (column.title != NULL ? column.title : "");
      box->group = column.group != NULL && column.group[0] != '\0' ? g_strdup (column.group) : NULL;
      box->chars = MAX (column.width, 1);
      box->min_chars = column.min_width > 0 ? column.min_width : MIN (3, box->chars);
      box->align = column.align;
      box->decimals = CLAMP (column.decimals, 0, 12);
      box->sort = column.sort;
      box->wrap = column.wrap;
      box->expand = column.expand;
      box->row_header = column.row_header;
      box->frozen = i < n_frozen;
      before = find_key (old, n_old, column.key);
      box->hidden = before != NULL ? before->hidden : column.hidden;
      box->user_width = before != NULL ? before->user_width : 0;
    }
  clear_columns (old, n_old);
  kkb_grid_layout_place_columns (self, self->viewport_width);
}

gboolean
kkb_grid_layout_place_columns (KkbGridLayout *self, int width)
{
  int x = 0;
  int wrap_before = 0;
  int wrap_after = 0;

  g_free (self->shown);
  self->shown = g_new0 (guint, MAX (self->n_columns, 1));
  self->n_shown = 0;
  self->has_groups = FALSE;
  self->viewport_width = width;
  for (guint i = 0; i < self->n_columns; i++)
    {
      KkbGridColumnBox *box = &self->columns[i];

      wrap_before += box->wrap && box->position >= 0 ? box->width : 0;
      box->position = box->hidden ? -1 : (int)self->n_shown;
      if (box->hidden)
        continue;
      self->shown[self->n_shown++] = i;
      self->has_groups |= box->group != NULL;
      box->width = MAX (natural_width (self, box), minimum_width (self, box));
      x += box->width;
    }
  share_rest (self, width - x);

  x = 0;
  self->n_frozen = 0;
  self->frozen_width = 0;
  for (guint i = 0; i < self->n_shown; i++)
    {
      KkbGridColumnBox *box = &self->columns[self->shown[i]];

      box->x = x;
      x += box->width;
      wrap_after += box->wrap ? box->width : 0;
      /* in a narrow window the rest must still have room to scroll: then fewer columns stay */
      if (box->frozen && self->n_frozen == i && (width <= 0 || x <= width * 2 / 3))
        {
          self->n_frozen = i + 1;
          self->frozen_width = x;
        }
    }
  self->width = x;
  return wrap_before != wrap_after;
}

void
kkb_grid_layout_load_rows (KkbGridLayout *self, KkbGridModel *model)
{
  guint32 y = 0;

  self->n_rows = model != NULL ? kkb_grid_model_get_n_rows (model) : 0;
  g_clear_pointer (&self->offsets, g_free);
  if (self->n_rows == 0 || !has_wrapping_column (self))
    return;
  self->offsets = g_new (guint32, (gsize)self->n_rows + 1);
  for (guint row = 0; row < self->n_rows; row++)
    {
      self->offsets[row] = y;
      y += row_is_tall (self, model, row) ? self->tall_row_height : self->row_height;
    }
  self->offsets[self->n_rows] = y;
}

gboolean
kkb_grid_layout_update_row (KkbGridLayout *self, KkbGridModel *model, guint row)
{
  int height;
  int delta;

  if (self->offsets == NULL || row >= self->n_rows)
    return FALSE;
  height = row_is_tall (self, model, row) ? self->tall_row_height : self->row_height;
  delta = height - kkb_grid_layout_row_height (self, row);
  for (guint i = row + 1; delta != 0 && i <= self->n_rows; i++)
    self->offsets[i] += delta;
  return delta != 0;
}

int
kkb_grid_layout_head_height (const KkbGridLayout *self)
{
  return self->head_line * (self->has_groups ? 2 : 1) + 2;
}

int
kkb_grid_layout_height (const KkbGridLayout *self)
{
  return self->n_rows == 0 ? 0 : kkb_grid_layout_row_y (self, self->n_rows);
}

int
kkb_grid_layout_row_y (const KkbGridLayout *self, guint row)
{
  return self->offsets != NULL ? (int)self->offsets[MIN (row, self->n_rows)] : (int)row * self->row_height;
}

int
kkb_grid_layout_row_height (const KkbGridLayout *self, guint row)
{
  return self->offsets != NULL ? (int)(self->offsets[row + 1] - self->offsets[row]) : self->row_height;
}

guint
kkb_grid_layout_row_at (const KkbGridLayout *self, int y)
{
  guint low = 0;
  guint high = self->n_rows;

  if (self->n_rows == 0 || y < 0)
    return 0;
  if (self->offsets == NULL)
    return MIN ((guint)(y / self->row_height), self->n_rows - 1);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (self->offsets[middle] <= (guint32)y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

int
kkb_grid_layout_position_at (const KkbGridLayout *self, int x)
{
  for (guint i = 0; i < self->n_shown; i++)
    if (x < self->columns[self->shown[i]].x + self->columns[self->shown[i]].width)
      return (int)i;
  return -1;
}

const KkbGridColumnBox *
kkb_grid_layout_column_at (const KkbGridLayout *self, guint position)
{
  return &self->columns[self->shown[position]];
}

void
kkb_grid_layout_resize_column (KkbGridLayout *self, guint column, int width)
{
  KkbGridColumnBox *box = &self->columns[column];

  box->user_width = CLAMP (width, minimum_width (self, box), MAX_WIDTH);
}

char *
kkb_grid_layout_to_string (const KkbGridLayout *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (text, "%s%s:%d:%c", i > 0 ? ";" : "", self->columns[i].key, self->columns[i].user_width,
                            self->columns[i].hidden ? 'h' : 's');
  return g_string_free (text, FALSE);
}

void
kkb_grid_layout_from_string (KkbGridLayout *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (parts[i], ":", 3);
      KkbGridColumnBox *box;
      guint64 width;

      if (g_strv_length (fields) != 3 || !g_ascii_string_to_unsigned (fields[1], 10, 0, MAX_WIDTH, &width, NULL))
        continue;
      box = find_key (self->columns, self->n_columns, fields[0]);
      if (box == NULL)
        continue;
      box->user_width = (int)width;
      box->hidden = strcmp (fields[2], "h") == 0;
    }
}
