/* kkb-edit.c - see kkb-edit.h */
#include "kkb-edit.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include "kkb-typed.h"
#include <glib/gi18n-lib.h>

struct _KkbEditWords
{
  GArray *ids;       /* KkbId */
  GPtrArray *words;  /* char *, NULL-terminated */
  GHashTable *keys;  /* matching key -> index + 1 */
  GHashTable *names; /* matching key of a name alone -> index + 1; 0: of several */
};

/* ---- helpers ---- */

static KkbEditWords *
words_new (void)
{
  KkbEditWords *self = g_new0 (KkbEditWords, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/* Takes WORD; two that are alike get a number. */
static void
words_add (KkbEditWords *self, KkbId id, char *word)
{
  char *key = kkb_text_key (word);

  for (guint n = 2; g_hash_table_contains (self->keys, key); n++)
    {
      char *other = g_strdup_printf ("%s（%u）", word, n);
      char *other_key = kkb_text_key (other);

      if (g_hash_table_contains (self->keys, other_key))
        {
          g_free (other);
          g_free (other_key);
          continue;
        }
      g_free (word);
      g_free (key);
      word = other;
      key = other_key;
    }
  g_array_append_val (self->ids, id);
  g_ptr_array_add (self->words, word);
  g_hash_table_insert (self->keys, key, GUINT_TO_POINTER (self->words->len));
}

/* The one added last is also meant by NAME alone, unless there are several of that name. */
static void
words_add_name (KkbEditWords *self, const char *name)
{
  char *key = kkb_text_key (name);
  gpointer before;

  if (!*key)
    {
      g_free (key);
      return;
    }
  if (g_hash_table_lookup_extended (self->names, key, NULL, &before) && GPOINTER_TO_UINT (before) != self->words->len)
    g_hash_table_insert (self->names, key, NULL);
  else
    g_hash_table_insert (self->names, key, GUINT_TO_POINTER (self->words->len));
}

static void
add_places (KkbEditWords *words, const GPtrArray *nodes, const char *path)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (nodes, i);
      g_autofree char *printed = kkb_node_printed (node);
      g_autofree char *word = *path ? g_strconcat (path, " › ", printed, NULL) : g_strdup (printed);

      words_add (words, node->id, g_strdup (word));
      words_add_name (words, printed);
      words_add_name (words, node->title);
      add_places (words, node->children, word);
    }
}

/* The wheel over a table that shows all its rows moves the form around it. */
static gboolean
wheel_cb (GtkEventControllerScroll *wheel, double dx, double dy, GtkScrolledWindow *table)
{
  GtkWidget *form = gtk_widget_get_ancestor (gtk_widget_get_parent (GTK_WIDGET (table)), GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType across, down;
  GtkAdjustment *place;

  gtk_scrolled_window_get_policy (table, &across, &down);
  if (down != GTK_POLICY_NEVER || !form || dy == 0)
    return FALSE;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (form));
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + dy * gtk_adjustment_get_page_size (place) / 8);
  return TRUE;
}

/* Do its heads have two lines? */
static gboolean
has_groups (KkbGridModel *model)
{
  for (guint i = 0; i < kkb_grid_model_get_n_columns (model); i++)
    {
      KkbGridColumn column = { 0 };

      kkb_grid_model_get_column (model, i, &column);
      if (column.group && *column.group)
        return TRUE;
    }
  return FALSE;
}

static void
grid_rows_changed_cb (KkbGridModel *model, KkbGrid *grid)
{
  kkb_edit_grid_fit (grid);
}

static gboolean
fit_idle_cb (gpointer grid)
{
  g_object_set_data (grid, "fit-idle", NULL);
  kkb_edit_grid_fit (grid);
  return G_SOURCE_REMOVE;
}

/* Rows became higher or lower, as texts wrap: known only when the table has its width, so it is fitted after that. */
static void
height_changed_cb (GtkAdjustment *height, KkbGrid *grid)
{
  if (g_object_get_data (G_OBJECT (grid), "fit-idle"))
    return;
  g_object_set_data (G_OBJECT (grid), "fit-idle", GUINT_TO_POINTER (1));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fit_idle_cb, g_object_ref (grid), g_object_unref);
}

/* 10 to the power of a unit of money; -1: not one. */
static int
power_of_unit (const char *unit)
{
  static const struct
  {
    const char *unit;
    int power;
  } units[] = { { "円", 0 },     { "千円", 3 }, { "万円", 4 },   { "十万円", 5 }, { "百万円", 6 },
                { "千万円", 7 }, { "億円", 8 }, { "十億円", 9 }, { "千", 3 },     { "万", 4 },
                { "百万", 6 },   { "億", 8 },   { "yen", 0 },    { "兆円", 12 } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (kkb_text_same (unit, units[i].unit))
      return units[i].power;
  return -1;
}

/* D times 10^POWER as whole yen. */
static gboolean
whole_yen (KkbDecimal d, int power, KkbDecimal *yen)
{
  while (power > 0 && d.scale > 0)
    {
      d.scale--;
      power--;
    }
  while (d.scale > 0 && d.coef % 10 == 0)
    {
      d.coef /= 10;
      d.scale--;
    }
  for (; power > 0; power--)
    if (!kkb_decimal_mul (d, kkb_decimal_from_int (10), &d))
      return FALSE;
  *yen = d;
  return d.scale == 0;
}

/* ---- public ---- */

gboolean
kkb_edit_run (KkbDocument *doc, KkbDraft *draft, const char *label, GError **error)
{
  KkbCommand *command = kkb_draft_finish (draft, label, error);

  return command && kkb_document_run (doc, command, NULL, error);
}

KkbEditWords *
kkb_edit_indicator_words (const KkbFacts *facts, KkbId except)
{
  KkbEditWords *words = words_new ();

  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);
      const char *code = indicator->code, *unit = indicator->unit;

      if (indicator->id == except)
        continue;
      words_add (words, indicator->id,
                 g_strdup_printf ("%s%s%s%s%s%s", code, *code ? " " : "", indicator->name, *unit ? "（" : "", unit,
                                  *unit ? "）" : ""));
      words_add_name (words, code);
      words_add_name (words, indicator->name);
    }
  g_ptr_array_add (words->words, NULL);
  return words;
}

KkbEditWords *
kkb_edit_place_words (const KkbFacts *facts, KkbId plan)
{
  KkbEditWords *words = words_new ();
  gboolean several = !plan && facts->plans->len > 1;

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *p = g_ptr_array_index (facts->plans, i);

      if (plan && p->id != plan)
        continue;
      words_add (words, p->id, g_strdup (p->title));
      add_places (words, p->roots, several ? p->title : "");
    }
  g_ptr_array_add (words->words, NULL);
  return words;
}

void
kkb_edit_words_free (KkbEditWords *self)
{
  if (!self)
    return;
  g_array_unref (self->ids);
  g_ptr_array_unref (self->words);
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->names);
  g_free (self);
}

const char *const *
kkb_edit_words_list (KkbEditWords *self)
{
  return (const char *const *)self->words->pdata;
}

const char *
kkb_edit_words_of (KkbEditWords *self, KkbId id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, KkbId, i) == id)
      return g_ptr_array_index (self->words, i);
  return "";
}

char *
kkb_edit_words_short (KkbEditWords *self, KkbId id)
{
  const char *word = kkb_edit_words_of (self, id), *last = g_strrstr (word, " › ");
  const char *name = last ? last + strlen (" › ") : word;

  return g_strdup (kkb_edit_words_find (self, name) == id ? name : word);
}

KkbId
kkb_edit_words_find (KkbEditWords *self, const char *text)
{
  g_autofree char *key = kkb_text_key (text);
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key));
  KkbId found = 0;

  if (!at)
    at = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, key));
  if (at)
    return g_array_index (self->ids, KkbId, at - 1);
  if (!*key || g_hash_table_contains (self->names, key))
    return 0;
  for (guint i = 0; i < self->ids->len; i++)
    if (kkb_text_matches (g_ptr_array_index (self->words, i), key))
      {
        if (found)
          return 0;
        found = g_array_index (self->ids, KkbId, i);
      }
  return found;
}

const KkbId *
kkb_edit_department_ids (KkbDraft *draft, const char *const *names)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; names && names[i]; i++)
    {
      KkbId id = kkb_draft_find_department (draft, names[i]);

      if (id)
        g_array_append_val (ids, id);
    }
  return kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)(gconstpointer)ids->data, ids->len);
}

const KkbId *
kkb_edit_word_ids (KkbDraft *draft, KkbWordKind kind, const char *const *names)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; names && names[i]; i++)
    {
      KkbId id = kkb_draft_find_word (draft, kind, names[i]);

      if (id)
        g_array_append_val (ids, id);
    }
  return kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)(gconstpointer)ids->data, ids->len);
}

const KkbId *
kkb_edit_departments_from_text (KkbDraft *draft, const char *text)
{
  g_auto (GStrv) names = kkb_text_split_departments (text);

  return kkb_edit_department_ids (draft, (const char *const *)names);
}

KkbValue
kkb_edit_copy_value (KkbDraft *draft, const KkbValue *value, KkbValueMore **more)
{
  KkbFacts *own = kkb_draft_own (draft);
  const KkbValueMore *old = kkb_value_more (kkb_draft_facts (draft), value);
  KkbValue copy = *value;
  KkbValueMore *now;

  copy.more = 0;
  if (!old && !more)
    return copy;
  now = kkb_facts_value_more (own, &copy);
  if (old)
    {
      *now = *old;
      now->text = kkb_facts_string (own, old->text);
      now->unit = kkb_facts_string (own, old->unit);
      now->as_of = kkb_facts_string (own, old->as_of);
      now->note = kkb_facts_string (own, old->note);
      now->expected = kkb_facts_string (own, old->expected);
      now->revised_on = kkb_facts_string (own, old->revised_on);
      now->reason = kkb_facts_string (own, old->reason);
    }
  if (more)
    *more = now;
  return copy;
}

GtkWidget *
kkb_edit_grid_new (KkbSmallModel *model, guint max_rows, const char *name, KkbGrid **grid)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *table = kkb_grid_new (KKB_GRID_MODEL (model));
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_cb), scroller);
  gtk_widget_add_controller (scroller, wheel);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), table);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_widget_add_css_class (scroller, "small-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (table), "max-rows", GUINT_TO_POINTER (max_rows));
  g_signal_connect_object (model, "rows-changed", G_CALLBACK (grid_rows_changed_cb), table, G_CONNECT_AFTER);
  g_signal_connect_object (model, "columns-changed", G_CALLBACK (grid_rows_changed_cb), table, G_CONNECT_AFTER);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "changed",
                           G_CALLBACK (height_changed_cb), table, 0);
  *grid = KKB_GRID (table);
  kkb_edit_grid_fit (*grid);
  return scroller;
}

void
kkb_edit_grid_fit (KkbGrid *grid)
{
  guint max_rows = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (grid), "max-rows"));
  guint n = kkb_grid_model_get_n_rows (kkb_grid_get_model (grid));
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (grid), GTK_TYPE_SCROLLED_WINDOW);
  const int head = has_groups (kkb_grid_get_model (grid)) ? 54 : 28;
  const int row = 27, bar = 20; /* the bar that scrolls sideways */
  const int most = head + 2 * row * (int)max_rows;
  int natural;

  if (!scroller)
    return;
  gtk_widget_measure (GTK_WIDGET (grid), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  natural = MAX (natural, head + row * (int)CLAMP (n, 1, max_rows));
  /* where all rows are in sight the wheel belongs to the form around */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  natural > most ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_widget_set_size_request (scroller, -1, MIN (natural, most) + bar);
}

gboolean
kkb_edit_read_year (const char *text, int *fy, GError **error)
{
  g_autofree char *typed = kkb_text_strip (text);

  *fy = KKB_FY_NONE;
  if (!*typed)
    return TRUE;
  *fy = kkb_fy_parse (typed);
  if (*fy == KKB_FY_NONE)
    *fy = kkb_fy_parse_as_of (typed);
  if (*fy != KKB_FY_NONE)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not a year. Type it as R5 or 2023."), typed);
  return FALSE;
}

int
kkb_edit_this_year (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return kkb_fy_of_date (g_date_time_get_year (now), g_date_time_get_month (now));
}

char *
kkb_edit_year (int fy, const KkbFormat *format)
{
  return fy == KKB_FY_NONE ? g_strdup ("") : kkb_fy_format_short (fy, format->years);
}

gboolean
kkb_edit_read_yen (const char *text, KkbDecimal *yen, gboolean *given, GError **error)
{
  g_autofree char *typed = kkb_text_strip (text);
  g_autofree char *narrow = kkb_text_narrow (typed);
  g_auto (KkbQuantity) q = { 0 };
  g_autofree char *unit = NULL;
  const char *rest = NULL;
  KkbDecimal d;
  int power;

  *given = FALSE;
  if (!*typed)
    return TRUE;
  if (*narrow == '=')
    {
      if (!kkb_expression_compute (typed, &d, &rest, error))
        return FALSE;
      unit = kkb_text_strip (rest ? rest : "");
    }
  else
    {
      if (!kkb_quantity_parse (typed, "円", &q, error))
        return FALSE;
      if (q.kind == KKB_VALUE_NONE)
        return TRUE;
      if (q.kind != KKB_VALUE_NUMBER || q.bound != KKB_BOUND_EXACT || q.bracket || q.prefix)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("“%s” is not one amount. Type it in yen (1,234,000) or with its unit (1,234千円)."), typed);
          return FALSE;
        }
      d = q.low;
      unit = g_strdup (q.unit ? q.unit : "");
    }
  power = *unit ? power_of_unit (unit) : 0;
  if (power < 0 || !whole_yen (d, power, yen))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” is not an amount of whole yen. Type it in yen (1,234,000) or with its unit (1,234千円)."),
                   typed);
      return FALSE;
    }
  *given = TRUE;
  return TRUE;
}

char *
kkb_edit_thousands (KkbDecimal yen, const KkbFormat *format)
{
  KkbRational r = KKB_RATIONAL_INIT;
  KkbDecimal thousands = kkb_decimal_from_int (0);

  kkb_rational_set_ratio (&r, yen, kkb_decimal_from_int (1000));
  kkb_rational_round (&r, 0, KKB_ROUND_HALF_UP, &thousands);
  kkb_rational_clear (&r);
  return kkb_decimal_format (thousands, format);
}
