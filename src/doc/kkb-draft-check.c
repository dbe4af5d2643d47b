/* kkb-draft-check.c - what a draft must hold before it becomes a command. Each problem is told in a sentence that names
 * the thing. */
#include "kkb-draft-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 64
#define FIRST_FY  1868
#define LAST_FY   2199

/* ---- texts ------------------------------------------------------------------------------------------------------- */

#define TEXT(type, field) G_STRUCT_OFFSET (type, field)

typedef struct
{
  guint n;
  guint16 offsets[8];
} Texts;

static const Texts texts[KKB_N_ENTITIES] = {
  [KKB_ENTITY_PLAN] = { 6,
                        { TEXT (KkbPlan, title), TEXT (KkbPlan, organization), TEXT (KkbPlan, published),
                          TEXT (KkbPlan, review), TEXT (KkbPlan, review_body), TEXT (KkbPlan, note) } },
  [KKB_ENTITY_NODE] = { 3, { TEXT (KkbNode, title), TEXT (KkbNode, label), TEXT (KkbNode, code) } },
  [KKB_ENTITY_INDICATOR] = { 8,
                             { TEXT (KkbIndicator, name), TEXT (KkbIndicator, unit), TEXT (KkbIndicator, meaning),
                               TEXT (KkbIndicator, source), TEXT (KkbIndicator, rationale),
                               TEXT (KkbIndicator, release), TEXT (KkbIndicator, note), TEXT (KkbIndicator, code) } },
  [KKB_ENTITY_PLACEMENT] = { 2, { TEXT (KkbPlacement, code), TEXT (KkbPlacement, number) } },
  [KKB_ENTITY_DEPARTMENT] = { 1, { TEXT (KkbDepartment, name) } },
  [KKB_ENTITY_GRANT] = { 2, { TEXT (KkbGrant, name), TEXT (KkbGrant, type) } },
  [KKB_ENTITY_LINK] = { 1, { TEXT (KkbPlanLink, text) } },
  [KKB_ENTITY_EDITION] = { 1, { TEXT (KkbEdition, name) } },
  [KKB_ENTITY_MONEY] = { 3, { TEXT (KkbMoney, number), TEXT (KkbMoney, item), TEXT (KkbMoney, source) } },
  [KKB_ENTITY_WORD] = { 2, { TEXT (KkbWord, name), TEXT (KkbWord, note) } },
  [KKB_ENTITY_ENTRY] = { 3, { TEXT (KkbEntry, name), TEXT (KkbEntry, category), TEXT (KkbEntry, text) } },
  [KKB_ENTITY_STATISTIC] = { 4,
                             { TEXT (KkbStatistic, name), TEXT (KkbStatistic, unit), TEXT (KkbStatistic, source),
                               TEXT (KkbStatistic, note) } },
  [KKB_ENTITY_SIDE_SERIES] = { 4,
                               { TEXT (KkbSideSeries, name), TEXT (KkbSideSeries, unit), TEXT (KkbSideSeries, source),
                                 TEXT (KkbSideSeries, note) } },
  [KKB_ENTITY_PICTURE] = { 1, { TEXT (KkbPicture, caption) } },
};

static gboolean
check_text (const char *text, GError **error)
{
  if (text != NULL && g_utf8_validate (text, -1, NULL))
    return TRUE;
  return kkb_draft_refuse (
      error, _ ("A text cannot be read (it is not valid UTF-8), so nothing was entered. Type the text again."));
}

static gboolean
check_named_texts (const KkbNamedText *named, GError **error)
{
  for (; named->name != 0; named++)
    if (!check_text (named->text, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_texts (const KkbDraftItem *item, GError **error)
{
  for (guint i = 0; i < texts[item->kind].n; i++)
    {
      const char *const *text = G_STRUCT_MEMBER_P (item->now, texts[item->kind].offsets[i]);

      if (!check_text (*text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_empty (const char *text)
{
  g_autofree char *stripped = kkb_text_strip (text);

  return *stripped == '\0';
}

/* ---- years ------------------------------------------------------------------------------------------------------- */

static gboolean
check_fy (int fy, const char *what, GError **error)
{
  if (fy == KKB_FY_NONE || (fy >= FIRST_FY && fy <= LAST_FY))
    return TRUE;
  return kkb_draft_refuse (error,
                           _ ("“%s”: %d is not a fiscal year that can be meant here (%d to %d). Nothing was entered."),
                           what, fy, FIRST_FY, LAST_FY);
}

static gboolean
check_period (int start, int end, const char *what, GError **error)
{
  if (!check_fy (start, what, error) || !check_fy (end, what, error))
    return FALSE;
  if (start == KKB_FY_NONE || end == KKB_FY_NONE || start <= end)
    return TRUE;
  return kkb_draft_refuse (error, _ ("“%s”: the last year (%d) is before the first one (%d). Nothing was entered."),
                           what, end, start);
}

/* ---- entities ---------------------------------------------------------------------------------------------------- */

static gboolean
check_plan (KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  const KkbPlan *plan = item->now, *old = item->old;
  guint n_levels = g_strv_length ((char **)plan->levels), n_lost = 0;

  if (is_empty (plan->title) && (old == NULL || !is_empty (old->title)))
    return kkb_draft_refuse (error, _ ("A plan needs a name. Nothing was entered."));
  for (guint i = 0; (old == NULL || plan->levels != old->levels) && i < n_levels; i++)
    {
      if (!check_text (plan->levels[i], error))
        return FALSE;
      if (is_empty (plan->levels[i]))
        return kkb_draft_refuse (error, _ ("“%s”: each level needs a name. Nothing was entered."), plan->title);
    }
  if (n_levels > 254)
    return kkb_draft_refuse (error, _ ("“%s”: there are too many levels. Nothing was entered."), plan->title);
  if (old != NULL && n_levels < g_strv_length ((char **)old->levels))
    for (guint i = 0; i < draft->facts->nodes->len; i++)
      {
        KkbId id = ((const KkbNode *)g_ptr_array_index (draft->facts->nodes, i))->id;
        const KkbNode *node = kkb_draft_peek (draft, KKB_ENTITY_NODE, id);

        n_lost += node->plan == plan->id && node->level != 255 && node->level >= n_levels;
      }
  if (n_lost > 0)
    return kkb_draft_refuse (error,
                             _ ("“%s”: %u items are on a level that would be gone. Move them to another level first."),
                             plan->title, n_lost);
  return check_named_texts (plan->texts, error)
         && ((old != NULL && old->start_fy == plan->start_fy && old->end_fy == plan->end_fy)
             || check_period (plan->start_fy, plan->end_fy, plan->title, error));
}

static gboolean
check_project (const KkbNode *node, const KkbProject *old, GError **error)
{
  const KkbProject *project = node->project;
  const char *const all[] = { project->status, project->category, project->summary, project->period, project->note };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!check_text (all[i], error))
      return FALSE;
  for (guint i = 0; i < project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &project->budget_lines[i];

      if (!check_text (line->account, error) || !check_text (line->kan, error) || !check_text (line->kou, error)
          || !check_text (line->moku, error) || !check_text (line->item, error))
        return FALSE;
    }
  for (guint i = 0; (old == NULL || old->staff != project->staff) && i < project->n_staff; i++)
    if (!check_fy (project->staff[i].fy, node->title, error))
      return FALSE;
  for (guint i = 0; (old == NULL || old->outputs != project->outputs) && i < project->n_outputs; i++)
    if (!check_text (project->outputs[i].text, error) || !check_fy (project->outputs[i].fy, node->title, error))
      return FALSE;
  return (old != NULL && old->start_fy == project->start_fy && old->end_fy == project->end_fy)
         || check_period (project->start_fy, project->end_fy, node->title, error);
}

static gboolean
is_moved (const KkbDraftItem *item)
{
  const KkbNode *node = item->now, *old = item->old;

  return old == NULL || old->parent_id != node->parent_id || old->plan != node->plan;
}

/* An item without a name is one just made; a name that was there does not go unless a number label stays. */
static gboolean
check_node (KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  const KkbNode *node = item->now, *old = item->old;
  const KkbPlan *plan = kkb_draft_peek (draft, KKB_ENTITY_PLAN, node->plan);
  const KkbNode *parent = kkb_draft_peek (draft, KKB_ENTITY_NODE, node->parent_id);

  if (old != NULL && is_empty (node->title) && is_empty (node->label)
      && !(is_empty (old->title) && is_empty (old->label)))
    return kkb_draft_refuse (error, _ ("An item needs a name. “%s” keeps the one it has."), old->title);
  if (is_moved (item) && (plan == NULL || (node->parent_id != 0 && parent == NULL)))
    return kkb_draft_refuse (error, _ ("“%s”: its place is not in the document any more. Nothing was entered."),
                             node->title);
  if (is_moved (item) && parent != NULL && parent->plan != node->plan)
    return kkb_draft_refuse (error, _ ("“%s” would stand below an item of another plan. Nothing was entered."),
                             node->title);
  if (plan != NULL && (is_moved (item) || old->level != node->level) && node->level != 255
      && node->level >= g_strv_length ((char **)plan->levels))
    return kkb_draft_refuse (error, _ ("“%s” would be on a level that the plan does not have. Nothing was entered."),
                             node->title);
  return check_named_texts (node->more->texts, error)
         && ((old != NULL && old->more->start_fy == node->more->start_fy && old->more->end_fy == node->more->end_fy)
             || check_period (node->more->start_fy, node->more->end_fy, node->title, error))
         && (node->project == NULL || (old != NULL && old->project == node->project)
             || check_project (node, old != NULL ? old->project : NULL, error));
}

/* Is TO reached from ID by operands? */
static gboolean
reaches (KkbDraft *draft, KkbId id, KkbId to, GHashTable *seen)
{
  const KkbIndicator *indicator = kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, id);

  if (indicator == NULL || indicator->more->formula == KKB_COMPUTED_NONE
      || !g_hash_table_add (seen, (gpointer)&indicator->id))
    return FALSE;
  for (const KkbId *operand = indicator->more->operands; *operand != 0; operand++)
    if (*operand == to || reaches (draft, *operand, to, seen))
      return TRUE;
  return FALSE;
}

static gboolean
same_ids (const KkbId *a, const KkbId *b)
{
  for (; *a != 0 && *a == *b; a++, b++)
    ;
  return *a == *b;
}

static gboolean
check_formula (KkbDraft *draft, const KkbIndicator *indicator, const KkbIndicator *old, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = 0;

  if (indicator->more->formula == KKB_COMPUTED_NONE
      || (old != NULL && old->more->formula == indicator->more->formula
          && same_ids (old->more->operands, indicator->more->operands)))
    return TRUE;
  for (const KkbId *operand = indicator->more->operands; *operand != 0; operand++, n++)
    if (kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, *operand) == NULL)
      return kkb_draft_refuse (error, _ ("“%s”: an indicator it is computed from is not in the document any more."),
                               indicator->name);
  if (n == 0 || (n == 1 && indicator->more->formula != KKB_COMPUTED_SUM)
      || (n > 2 && indicator->more->formula == KKB_COMPUTED_RATIO))
    return kkb_draft_refuse (
        error,
        _ ("“%s”: a sum needs at least one other indicator, a difference two or more, a ratio exactly two. "
           "Choose them, or let it be entered by hand."),
        indicator->name);
  if (reaches (draft, indicator->id, indicator->id, seen))
    return kkb_draft_refuse (error,
                             _ ("“%s” would be computed from itself. Choose other indicators. Nothing was entered."),
                             indicator->name);
  return TRUE;
}

static gboolean
check_indicator (KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  const KkbIndicator *indicator = item->now, *old = item->old;
  const KkbIndicatorMore *more = indicator->more;
  int before = 0;

  if (is_empty (indicator->name) && (old == NULL || !is_empty (old->name)))
    return kkb_draft_refuse (error, _ ("An indicator needs a name. Nothing was entered."));
  if (more->release_month > 12 || more->decimals > 6)
    return kkb_draft_refuse (
        error, _ ("“%s”: the month is 1 to 12, and at most 6 decimals can be shown. Nothing was entered."),
        indicator->name);
  if (indicator->has_weight && kkb_decimal_sign (indicator->weight) < 0)
    return kkb_draft_refuse (error, _ ("“%s”: a weight cannot be negative. Nothing was entered."), indicator->name);
  if (indicator->has_tolerance && kkb_decimal_sign (indicator->tolerance) < 0)
    return kkb_draft_refuse (error, _ ("“%s”: a tolerance cannot be negative. Nothing was entered."), indicator->name);
  for (const KkbUnitChange *change = more->units; (old == NULL || old->more->units != more->units) && change->fy != 0;
       change++)
    {
      if (!check_text (change->unit, error) || !check_fy (change->fy, indicator->name, error))
        return FALSE;
      if (change->fy <= before)
        return kkb_draft_refuse (error, _ ("“%s”: two units begin in the same year. Nothing was entered."),
                                 indicator->name);
      before = change->fy;
    }
  return check_formula (draft, indicator, old, error);
}

/* A name that people find a thing by is there once. */
static gboolean
check_unique (KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  const GPtrArray *olds = item->kind == KKB_ENTITY_WORD ? draft->facts->words : draft->facts->departments;
  const GPtrArray *items = draft->order[item->kind];
  KkbStoreTable table = item->kind == KKB_ENTITY_WORD ? KKB_TABLE_WORD : KKB_TABLE_DEPARTMENT;

  for (guint i = 0; i < olds->len + items->len; i++)
    {
      gconstpointer other = i < olds->len ? kkb_draft_peek (draft, item->kind, *(KkbId *)g_ptr_array_index (olds, i))
                                          : ((const KkbDraftItem *)g_ptr_array_index (items, i - olds->len))->now;
      const char *name = item->kind == KKB_ENTITY_WORD ? ((const KkbWord *)item->now)->name
                                                       : ((const KkbDepartment *)item->now)->name;
      const char *other_name
          = item->kind == KKB_ENTITY_WORD ? ((const KkbWord *)other)->name : ((const KkbDepartment *)other)->name;

      if (*(const KkbId *)other == item->id || kkb_draft_is_deleted (draft, table, *(const KkbId *)other)
          || (item->kind == KKB_ENTITY_WORD && ((const KkbWord *)other)->kind != ((const KkbWord *)item->now)->kind))
        continue;
      if (kkb_text_same (name, other_name))
        return kkb_draft_refuse (error, _ ("“%s” is in the list already. Choose another name, or merge the two."),
                                 name);
    }
  return TRUE;
}

static gboolean
check_list_name (KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  const KkbDepartment *department = item->kind == KKB_ENTITY_DEPARTMENT ? item->now : NULL;
  const char *name = department != NULL              ? department->name
                     : item->kind == KKB_ENTITY_WORD ? ((const KkbWord *)item->now)->name
                                                     : ((const KkbGrant *)item->now)->name;
  const char *old_name = item->old == NULL               ? NULL
                         : department != NULL            ? ((const KkbDepartment *)item->old)->name
                         : item->kind == KKB_ENTITY_WORD ? ((const KkbWord *)item->old)->name
                                                         : ((const KkbGrant *)item->old)->name;

  if (is_empty (name) && (old_name == NULL || !is_empty (old_name)))
    return kkb_draft_refuse (error, item->kind == KKB_ENTITY_GRANT ? _ ("A grant needs a name. Nothing was entered.")
                                    : department != NULL
                                        ? _ ("A department needs a name. Nothing was entered.")
                                        : _ ("A word of a list cannot be empty. Nothing was entered."));
  for (guint i = 0; department != NULL && i < department->n_former; i++)
    if (!check_text (department->former[i].name, error)
        || !check_fy (department->former[i].until_fy, department->former[i].name, error))
      return FALSE;
  return item->kind == KKB_ENTITY_GRANT || (old_name != NULL && kkb_text_same (name, old_name))
         || check_unique (draft, item, error);
}

static gboolean
check_statistic (const KkbStatistic *statistic, const KkbStatistic *old, GError **error)
{
  gsize n = (gsize)statistic->n_rows * statistic->n_columns;

  if (is_empty (statistic->name) && (old == NULL || !is_empty (old->name)))
    return kkb_draft_refuse (error, _ ("A statistic needs a name. Nothing was entered."));
  for (gsize i = 0; i < n; i++)
    if (!check_text (statistic->cells[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_picture (const KkbDraftItem *item, GError **error)
{
  const guint8 *bytes;
  gsize size;

  if (item->data == NULL)
    return TRUE;
  bytes = g_bytes_get_data (item->data, &size);
  if (size > KKB_PICTURE_MAX)
    return kkb_draft_refuse (
        error, _ ("The picture has %u KiB; at most 2 MiB can be kept. Save it smaller and choose it again."),
        (guint)((size + 1023) / 1024));
  if (size > 8 && (memcmp (bytes, "\x89PNG\r\n\x1a\n", 8) == 0 || memcmp (bytes, "\xff\xd8\xff", 3) == 0))
    return TRUE;
  return kkb_draft_refuse (
      error, _ ("Only pictures of the kinds PNG and JPEG can be kept. Save it as one of these and choose it again."));
}

static gboolean
check_item (KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  const KkbEntry *entry = item->now;
  const KkbPlacement *placement = item->now;

  if (!check_texts (item, error))
    return FALSE;
  switch (item->kind)
    {
    case KKB_ENTITY_PLAN:
      return check_plan (draft, item, error);
    case KKB_ENTITY_NODE:
      return check_node (draft, item, error);
    case KKB_ENTITY_INDICATOR:
      return check_indicator (draft, item, error);
    case KKB_ENTITY_DEPARTMENT:
    case KKB_ENTITY_GRANT:
    case KKB_ENTITY_WORD:
      return check_list_name (draft, item, error);
    case KKB_ENTITY_EDITION:
      return !is_empty (((const KkbEdition *)item->now)->name)
                 ? check_fy (((const KkbEdition *)item->now)->fy, ((const KkbEdition *)item->now)->name, error)
                 : kkb_draft_refuse (error, _ ("An edition needs a name. Nothing was entered."));
    case KKB_ENTITY_MONEY:
      return check_fy (((const KkbMoney *)item->now)->fy, ((const KkbMoney *)item->now)->item, error);
    case KKB_ENTITY_ENTRY:
      return !is_empty (entry->name) || !is_empty (entry->category) || !is_empty (entry->text)
             || kkb_draft_refuse (error, _ ("An empty line cannot be entered. Nothing was entered."));
    case KKB_ENTITY_STATISTIC:
      return check_statistic (item->now, item->old, error);
    case KKB_ENTITY_SIDE_SERIES:
      return !is_empty (((const KkbSideSeries *)item->now)->name)
             || kkb_draft_refuse (error, _ ("A breakdown or comparison needs a name. Nothing was entered."));
    case KKB_ENTITY_PICTURE:
      return check_picture (item, error);
    case KKB_ENTITY_PLACEMENT:
      return check_text (placement->own->name, error) && check_text (placement->own->unit, error)
             && check_text (placement->own->meaning, error) && check_text (placement->own->source, error)
             && check_text (placement->own->rationale, error) && check_text (placement->own->note, error);
    default:
      return TRUE;
    }
}

/* ---- the tree ---------------------------------------------------------------------------------------------------- */

static gboolean
check_depth (KkbDraft *draft, const KkbNode *node, GError **error)
{
  guint depth = 0;

  for (KkbId id = node->parent_id; id != 0; depth++)
    {
      const KkbNode *above = kkb_draft_peek (draft, KKB_ENTITY_NODE, id);

      if (id == node->id)
        return kkb_draft_refuse (error, _ ("“%s” cannot stand below itself. Nothing was moved."), node->title);
      if (depth >= MAX_DEPTH - 1 && kkb_facts_node (draft->facts, node->id) == NULL)
        return kkb_draft_refuse (error, _ ("“%s” would be more than %d levels deep. Nothing was added or pasted."),
                                 node->title, MAX_DEPTH);
      if (depth >= MAX_DEPTH - 1)
        return kkb_draft_refuse (error, _ ("“%s” would be more than %d levels deep. Nothing was moved."), node->title,
                                 MAX_DEPTH);
      id = above != NULL ? above->parent_id : 0;
    }
  return TRUE;
}

/* After a move, everything that may have come to stand deeper or in another plan. */
static gboolean
check_tree (KkbDraft *draft, GError **error)
{
  const GPtrArray *items = draft->order[KKB_ENTITY_NODE];
  gboolean moved = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (items, i);
      const KkbNode *node = item->now, *old = item->old;

      if (is_moved (item) && !check_depth (draft, node, error))
        return FALSE;
      moved = moved || (old != NULL && (old->parent_id != node->parent_id || old->plan != node->plan));
    }
  for (guint i = 0; moved && i < draft->facts->nodes->len; i++)
    {
      const KkbNode *old = g_ptr_array_index (draft->facts->nodes, i);
      const KkbNode *node = kkb_draft_peek (draft, KKB_ENTITY_NODE, old->id);
      const KkbNode *parent = kkb_draft_peek (draft, KKB_ENTITY_NODE, node->parent_id);

      if (parent != NULL && old->parent != NULL && parent->plan != node->plan)
        return kkb_draft_refuse (error, _ ("“%s” would stand below an item of another plan. Nothing was entered."),
                                 node->title);
      if (!check_depth (draft, node, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

static gboolean
check_values (KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->value_order->len; i++)
    {
      const KkbDraftValue *value = g_ptr_array_index (draft->value_order, i);
      gboolean is_side = value->field == KKB_DRAFT_SIDE;
      gconstpointer owner
          = kkb_draft_peek (draft, is_side ? KKB_ENTITY_SIDE_SERIES : KKB_ENTITY_INDICATOR, value->owner);
      const KkbValueMore *more = kkb_value_more (draft->own, &value->value);
      const char *name;

      if (owner == NULL || (value->plan != 0 && kkb_draft_peek (draft, KKB_ENTITY_PLAN, value->plan) == NULL))
        return kkb_draft_refuse (
            error, _ ("A value belongs to an indicator that is not in the document any more. Nothing was entered."));
      name = is_side ? ((const KkbSideSeries *)owner)->name : ((const KkbIndicator *)owner)->name;
      if (!check_fy (value->what != KKB_DRAFT_CLEAR ? value->value.fy : value->fy, name, error))
        return FALSE;
      if (value->field != KKB_FIELD_BASELINE && value->fy == KKB_FY_NONE)
        return kkb_draft_refuse (error, _ ("“%s”: a value needs a fiscal year. Nothing was entered."), name);
      if (more != NULL
          && !(check_text (more->text, error) && check_text (more->unit, error) && check_text (more->as_of, error)
               && check_text (more->note, error) && check_text (more->expected, error)
               && check_text (more->revised_on, error) && check_text (more->reason, error)))
        return FALSE;
      if (more != NULL && more->has_parts && kkb_decimal_sign (more->denominator) == 0)
        return kkb_draft_refuse (error, _ ("“%s”: the denominator cannot be zero. Nothing was entered."), name);
    }
  return TRUE;
}

static gboolean
check_shifts (KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->shifts->len; i++)
    {
      const KkbDraftShift *shift = &g_array_index (draft->shifts, KkbDraftShift, i);
      const KkbIndicator *indicator = kkb_facts_indicator (draft->facts, shift->indicator);
      const KkbGoal *goal = kkb_indicator_goal (indicator, shift->plan);

      for (guint k = 0; goal != NULL && k < goal->targets.n; k++)
        {
          int fy = goal->targets.items[k].fy;

          if ((shift->from_fy == KKB_FY_NONE || shift->from_fy == fy)
              && !check_fy (fy + shift->years, indicator->name, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
kkb_draft_refuse (GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *sentence = NULL;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, sentence);
  return FALSE;
}

gboolean
kkb_draft_check (KkbDraft *draft, GError **error)
{
  if (draft->problem != NULL)
    return kkb_draft_refuse (error, "%s", draft->problem);
  for (int kind = 0; kind < KKB_N_ENTITIES; kind++)
    for (guint i = 0; i < draft->order[kind]->len; i++)
      if (!check_item (draft, g_ptr_array_index (draft->order[kind], i), error))
        return FALSE;
  if (!check_tree (draft, error) || !kkb_draft_settle_placements (draft, error) || !check_values (draft, error)
      || !check_shifts (draft, error))
    return FALSE;
  kkb_draft_settle_goals (draft);
  kkb_draft_settle_computed (draft);
  return TRUE;
}
