/* kkb-edits-restore.c - この値に戻す: what the history tells as old stands again. */
#include "kkb-edits-restore.h"
#include "kkb-edits.h"
#include "kkb-typed.h"
#include "kkb-tree-json.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static const KkbTextField plan_texts[] = {
  { "title", G_STRUCT_OFFSET (KkbPlan, title) },
  { "organization", G_STRUCT_OFFSET (KkbPlan, organization) },
  { "published", G_STRUCT_OFFSET (KkbPlan, published) },
  { "review", G_STRUCT_OFFSET (KkbPlan, review) },
  { "review_body", G_STRUCT_OFFSET (KkbPlan, review_body) },
  { "note", G_STRUCT_OFFSET (KkbPlan, note) },
  { NULL, 0 },
};
static const KkbTextField value_texts[] = {
  { "as_of", G_STRUCT_OFFSET (KkbValueMore, as_of) },
  { "note", G_STRUCT_OFFSET (KkbValueMore, note) },
  { "expected", G_STRUCT_OFFSET (KkbValueMore, expected) },
  { NULL, 0 },
};

static gboolean
is_kind (const KkbHistoryEntry *entry, const char *kind)
{
  return strcmp (entry->kind, kind) == 0;
}

static const KkbTextField *
find_field (const KkbTextField *fields, const char *key)
{
  while (fields->key != NULL && strcmp (fields->key, key) != 0)
    fields++;
  return fields->key != NULL ? fields : NULL;
}

static gboolean
is_value (const KkbHistoryEntry *entry)
{
  return is_kind (entry, "actual") || is_kind (entry, "target") || is_kind (entry, "baseline");
}

static const KkbTextField *
text_field (const KkbHistoryEntry *entry)
{
  const KkbTextField *fields = is_kind (entry, "plan")        ? plan_texts
                               : is_kind (entry, "node")      ? kkb_json_node
                               : is_kind (entry, "project")   ? kkb_json_project
                               : is_kind (entry, "indicator") ? kkb_json_indicator
                                                              : NULL;

  return fields != NULL && entry->op == 'u' ? find_field (fields, entry->field) : NULL;
}

static gboolean
is_named_text (const KkbHistoryEntry *entry)
{
  return is_kind (entry, "node_text") || is_kind (entry, "plan_text");
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

/* The year of a baseline is no part of its key: the figure goes along. */
static gboolean
restore_year (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  const KkbFacts *facts;
  const KkbValue *there = kkb_draft_value (draft, entry->plan, entry->entity, KKB_FIELD_BASELINE, KKB_FY_NONE, &facts);
  KkbValue value;

  if (there == NULL)
    return kkb_restore_gone (error);
  value = kkb_draft_copy_value (draft, there);
  value.fy = (gint16)CLAMP (g_ascii_strtoll (entry->old_value, NULL, 10), KKB_FY_NONE, G_MAXINT16);
  kkb_draft_set_value (draft, entry->plan, entry->entity, KKB_FIELD_BASELINE, KKB_FY_NONE, &value);
  return TRUE;
}

/* A note, a date: the number beside it stays. */
static gboolean
restore_extra (KkbDraft *draft, const KkbHistoryEntry *entry, KkbField field, GError **error)
{
  const KkbFacts *facts;
  const KkbValue *there = kkb_draft_value (draft, entry->plan, entry->entity, field, entry->fy, &facts);
  const KkbTextField *extra = find_field (value_texts, entry->field);
  KkbValue value;
  KkbValueMore *more;

  if (there == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
                           _ ("The value this belonged to is not there any more. Restore the value first."));
      return FALSE;
    }
  value = kkb_draft_copy_value (draft, there);
  more = kkb_facts_value_more (kkb_draft_own (draft), &value);
  *(const char **)G_STRUCT_MEMBER_P (more, extra->offset) = kkb_draft_string (draft, entry->old_value);
  kkb_draft_set_value (draft, entry->plan, entry->entity, field, entry->fy, &value);
  return TRUE;
}

/* 47.4（158/333）: takes the parts out of TEXT. FALSE if there are none. */
static gboolean
take_parts (GString *text, KkbDecimal *numerator, KkbDecimal *denominator)
{
  const char *open = strstr (text->str, "（"), *close = open != NULL ? strstr (open, "）") : NULL;
  const char *slash = open != NULL ? strchr (open, '/') : NULL;
  g_autofree char *n = NULL, *d = NULL;
  gssize at;

  if (close == NULL || slash == NULL || slash > close)
    return FALSE;
  at = open - text->str;
  open += strlen ("（");
  n = g_strndup (open, (gsize)(slash - open));
  d = g_strndup (slash + 1, (gsize)(close - slash - 1));
  if (!kkb_decimal_parse (n, numerator) || !kkb_decimal_parse (d, denominator) || kkb_decimal_sign (*denominator) == 0)
    return FALSE;
  g_string_erase (text, at, close + strlen ("）") - text->str - at);
  return TRUE;
}

gboolean
kkb_told_figure_read (KkbToldFigure *told, GString *text, const char *known_unit, GError **error)
{
  g_autofree char *whole = g_strdup (text->str);

  told->has_parts = take_parts (text, &told->numerator, &told->denominator);
  if (told->has_parts && g_str_has_prefix (text->str, "（") && g_str_has_suffix (text->str, "）"))
    { /* the state of a gap: （160/337）（集計中） */
      g_string_truncate (text, text->len - strlen ("）"));
      g_string_erase (text, 0, strlen ("（"));
    }
  if (!kkb_quantity_parse (text->str, known_unit, &told->q, error))
    return FALSE;
  if (!told->has_parts || told->q.kind != KKB_VALUE_TEXT)
    return TRUE;
  told->has_parts = FALSE; /* a word keeps its brackets: 完了（3/5） */
  g_string_assign (text, whole);
  kkb_quantity_clear (&told->q);
  return kkb_quantity_parse (text->str, known_unit, &told->q, error);
}

void
kkb_told_figure_clear (KkbToldFigure *told)
{
  kkb_quantity_clear (&told->q);
}

gboolean
kkb_told_figure_settle (const KkbToldFigure *told, KkbDraft *draft, const KkbValue *there, const KkbFacts *facts,
                        KkbValue *out)
{
  KkbValueMore *more;

  if (there == NULL || (!told->has_parts && there->more == 0))
    return FALSE;
  *out = facts == kkb_draft_facts (draft) ? kkb_draft_copy_value (draft, there) : *there;
  more = kkb_facts_value_more (kkb_draft_own (draft), out);
  if (told->q.unit == NULL)
    more->unit = "";
  if (!told->q.has_parts)
    more->has_parts = told->has_parts;
  if (told->has_parts)
    {
      more->numerator = told->numerator;
      more->denominator = told->denominator;
    }
  return TRUE;
}

/* The figure as the history tells it, in the unit it tells: not in that of what stands there. */
static gboolean
enter_figure (KkbDraft *draft, const KkbHistoryEntry *entry, KkbField field, GError **error)
{
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_draft_facts (draft), entry->entity);
  g_autoptr (GString) text = g_string_new (entry->old_value);
  g_auto (KkbToldFigure) told = { 0 };
  const KkbFacts *facts;
  const KkbValue *there;
  KkbValue value;

  if (!kkb_told_figure_read (&told, text, indicator->unit, error)
      || !kkb_draft_enter_text (draft, entry->plan, entry->entity, field, entry->fy, text->str, error))
    return FALSE;
  there = kkb_draft_value (draft, entry->plan, entry->entity, field, entry->fy, &facts);
  if (kkb_told_figure_settle (&told, draft, there, facts, &value))
    kkb_draft_set_value (draft, entry->plan, entry->entity, field, entry->fy, &value);
  return TRUE;
}

static gboolean
restore_value (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_draft_facts (draft), entry->entity);
  gboolean is_reference = strcmp (entry->field, "reference") == 0;
  KkbField field = is_kind (entry, "target")     ? KKB_FIELD_TARGET
                   : is_kind (entry, "baseline") ? KKB_FIELD_BASELINE
                   : is_reference                ? KKB_FIELD_REFERENCE
                                                 : KKB_FIELD_ACTUAL;

  if (indicator == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This indicator is not in the document any more"));
      return FALSE;
    }
  if (is_kind (entry, "baseline") && strcmp (entry->field, "fy") == 0)
    return restore_year (draft, entry, error);
  if (*entry->field != '\0' && !is_reference)
    return restore_extra (draft, entry, field, error);
  if (field == KKB_FIELD_ACTUAL && indicator->more->formula != KKB_COMPUTED_NONE)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("This indicator is computed from others now, so no figure of its own can be restored."));
      return FALSE;
    }
  return enter_figure (draft, entry, field, error);
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

static gboolean
restore_text (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  const KkbTextField *field = text_field (entry);
  gpointer entity = is_kind (entry, "plan")        ? (gpointer)kkb_draft_plan (draft, entry->entity)
                    : is_kind (entry, "node")      ? (gpointer)kkb_draft_node (draft, entry->entity)
                    : is_kind (entry, "indicator") ? (gpointer)kkb_draft_indicator (draft, entry->entity)
                                                   : NULL;
  const KkbNode *node = kkb_facts_node (kkb_draft_facts (draft), entry->entity);

  if (is_kind (entry, "project") && node != NULL && node->project != NULL)
    entity = kkb_draft_project (draft, entry->entity);
  if (entity == NULL)
    return kkb_restore_gone (error);
  *(const char **)G_STRUCT_MEMBER_P (entity, field->offset) = kkb_draft_string (draft, entry->old_value);
  return TRUE;
}

/* The text under the name (entry->field) as it was; "" takes it away. */
static const KkbNamedText *
with_text (KkbDraft *draft, const KkbNamedText *texts, KkbId name, const char *old)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KkbNamedText));
  gboolean there = FALSE;

  for (; texts->name != 0; texts++)
    {
      KkbNamedText text = { texts->name, texts->name == name ? old : texts->text };

      there = there || texts->name == name;
      if (texts->name != name || *old != '\0')
        g_array_append_val (all, text);
    }
  if (!there && *old != '\0')
    {
      KkbNamedText text = { name, old };

      g_array_append_val (all, text);
    }
  return kkb_facts_texts (kkb_draft_own (draft), (const KkbNamedText *)all->data, all->len);
}

static gboolean
restore_named_text (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  KkbPlan *plan = is_kind (entry, "plan_text") ? kkb_draft_plan (draft, entry->entity) : NULL;
  KkbNodeMore *more = is_kind (entry, "node_text") ? kkb_draft_node_more (draft, entry->entity) : NULL;
  KkbId name = kkb_draft_find_word (draft, KKB_WORD_TEXT_NAME, entry->field);

  if ((plan == NULL && more == NULL) || name == 0)
    return kkb_restore_gone (error);
  if (plan != NULL)
    plan->texts = with_text (draft, plan->texts, name, entry->old_value);
  else
    more->texts = with_text (draft, more->texts, name, entry->old_value);
  return TRUE;
}

gboolean
kkb_history_entry_can_restore (const KkbHistoryEntry *entry)
{
  if (is_value (entry))
    return *entry->field == '\0' || strcmp (entry->field, "reference") == 0
           || find_field (value_texts, entry->field) != NULL
           || (is_kind (entry, "baseline") && strcmp (entry->field, "fy") == 0);
  return text_field (entry) != NULL || (is_named_text (entry) && *entry->field != '\0') || kkb_restores_field (entry)
         || kkb_restores_list (entry) || kkb_restores_beside (entry);
}

const char *
kkb_history_entry_refusal (const KkbHistoryEntry *entry)
{
  if (kkb_history_entry_can_restore (entry))
    return NULL;
  if (entry->op == 'n')
    return _ ("This line tells of something that happened; there is no earlier value in it.");
  if (entry->op == 's')
    return _ ("This line only counts many changes. Undo the step (Edit, Undo), or take them from an earlier version of "
              "the file (the folder ending in .bak beside it).");
  if (strcmp (entry->field, "position") == 0 || strcmp (entry->field, "parent") == 0)
    return _ ("This line tells of another place or order. Move it back there, or undo the steps since then.");
  if (entry->op == 'i')
    return _ ("It was added here, so there was nothing before. To take it away, delete it, or undo the steps since "
              "then.");
  if (entry->op == 'd')
    return _ ("It was deleted here with all that belonged to it, which one line of the history cannot bring back. Undo "
              "the steps since then, or copy it from an earlier version of the file (the folder ending in .bak beside "
              "it).");
  return _ ("This change cannot be restored by itself. Undo the steps since then, or enter it again.");
}

KkbCommand *
kkb_command_restore (KkbDocument *doc, const KkbHistoryEntry *entry, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  g_autofree char *label = g_strdup_printf (_ ("Restore value (%s)"), entry->what);
  const char *why = kkb_history_entry_refusal (entry);
  gboolean done;

  if (why != NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, why);
      return NULL;
    }
  done = is_value (entry)             ? restore_value (draft, entry, error)
         : is_named_text (entry)      ? restore_named_text (draft, entry, error)
         : text_field (entry) != NULL ? restore_text (draft, entry, error)
         : kkb_restores_field (entry) ? kkb_restore_field (draft, entry, error)
         : kkb_restores_list (entry)  ? kkb_restore_list (draft, entry, error)
                                      : kkb_restore_beside (draft, entry, error);
  return done ? kkb_draft_finish (g_steal_pointer (&draft), label, error) : NULL;
}
