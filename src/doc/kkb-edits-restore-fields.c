/* kkb-edits-restore-fields.c - この値に戻す for words, years, numbers and texts of one row: a table says where each
 * stands in the facts. */
#include "kkb-edits-restore.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  IS_TEXT,
  IS_YEAR,  /* gint16 */
  IS_WORD,  /* guint8 */
  IS_BYTE,  /* guint8 */
  IS_LEVEL, /* guint8; 255 = none */
  IS_SDGS,  /* guint32 */
  IS_DECIMAL,
  IS_OPTIONAL /* KkbDecimal with a flag beside it */
} Is;

typedef enum
{
  OF_ROW,
  OF_MORE, /* KkbNodeMore, KkbIndicatorMore, KkbPlacementOwn */
  OF_RULES
} Of;

typedef struct
{
  const char *kind, *field;
  Is is;
  Of of;
  gsize offset, flag;
} Field;

#define AT(type, member) G_STRUCT_OFFSET (type, member)
#define RULE(name, is)                                                                                                 \
  {                                                                                                                    \
    "edition", #name, is, OF_RULES, AT (KkbRules, name), 0                                                             \
  }
#define OWN(name)                                                                                                      \
  {                                                                                                                    \
    "placement", #name, IS_TEXT, OF_MORE, AT (KkbPlacementOwn, name), 0                                                \
  }
#define TEXT(kind, type, name)                                                                                         \
  {                                                                                                                    \
    kind, #name, IS_TEXT, OF_ROW, AT (type, name), 0                                                                   \
  }
#define WORD(kind, type, name)                                                                                         \
  {                                                                                                                    \
    kind, #name, IS_WORD, OF_ROW, AT (type, name), 0                                                                   \
  }
#define YEAR(kind, type, name)                                                                                         \
  {                                                                                                                    \
    kind, #name, IS_YEAR, OF_ROW, AT (type, name), 0                                                                   \
  }

/* clang-format off */
static const Field fields[] = {
  YEAR ("plan", KkbPlan, start_fy), YEAR ("plan", KkbPlan, end_fy),
  { "node", "start_fy", IS_YEAR, OF_MORE, AT (KkbNodeMore, start_fy), 0 },
  { "node", "end_fy", IS_YEAR, OF_MORE, AT (KkbNodeMore, end_fy), 0 },
  { "node", "sdgs", IS_SDGS, OF_MORE, AT (KkbNodeMore, sdgs), 0 },
  { "node", "level", IS_LEVEL, OF_ROW, AT (KkbNode, level), 0 },
  YEAR ("project", KkbProject, start_fy), YEAR ("project", KkbProject, end_fy),
  WORD ("indicator", KkbIndicator, direction), WORD ("indicator", KkbIndicator, series),
  WORD ("indicator", KkbIndicator, role), WORD ("indicator", KkbIndicator, period_kind),
  { "indicator", "weight", IS_OPTIONAL, OF_ROW, AT (KkbIndicator, weight), AT (KkbIndicator, has_weight) },
  { "indicator", "tolerance", IS_OPTIONAL, OF_ROW, AT (KkbIndicator, tolerance), AT (KkbIndicator, has_tolerance) },
  { "indicator", "decimals", IS_BYTE, OF_MORE, AT (KkbIndicatorMore, decimals), 0 },
  { "indicator", "release_month", IS_BYTE, OF_MORE, AT (KkbIndicatorMore, release_month), 0 },
  TEXT ("placement", KkbPlacement, code), TEXT ("placement", KkbPlacement, number),
  OWN (name), OWN (unit), OWN (meaning), OWN (source), OWN (rationale), OWN (note),
  WORD ("goal", KkbGoal, method),
  TEXT ("money", KkbMoney, number), TEXT ("money", KkbMoney, item), TEXT ("money", KkbMoney, source),
  YEAR ("money", KkbMoney, fy), WORD ("money", KkbMoney, kind),
  { "money", "yen", IS_DECIMAL, OF_ROW, AT (KkbMoney, yen), 0 },
  TEXT ("department", KkbDepartment, name),
  TEXT ("grant_program", KkbGrant, name), TEXT ("grant_program", KkbGrant, type),
  TEXT ("word", KkbWord, name), TEXT ("word", KkbWord, note),
  WORD ("plan_link", KkbPlanLink, kind), TEXT ("plan_link", KkbPlanLink, text),
  TEXT ("entry", KkbEntry, name), TEXT ("entry", KkbEntry, category), TEXT ("entry", KkbEntry, text),
  TEXT ("statistic", KkbStatistic, name), TEXT ("statistic", KkbStatistic, unit),
  TEXT ("statistic", KkbStatistic, source), TEXT ("statistic", KkbStatistic, note),
  TEXT ("side_series", KkbSideSeries, name), TEXT ("side_series", KkbSideSeries, unit),
  TEXT ("side_series", KkbSideSeries, source), TEXT ("side_series", KkbSideSeries, note),
  WORD ("side_series", KkbSideSeries, kind),
  TEXT ("picture", KkbPicture, caption),
  TEXT ("edition", KkbEdition, name), YEAR ("edition", KkbEdition, fy),
  { "edition", "rules", IS_TEXT, OF_RULES, AT (KkbRules, name), 0 }, RULE (seen_at, IS_TEXT),
  RULE (method, IS_WORD), RULE (yardstick, IS_WORD), RULE (rounding, IS_WORD), RULE (percent_mode, IS_WORD),
  RULE (decimals, IS_BYTE), RULE (band_from_rounded, IS_BYTE), RULE (exact_year, IS_BYTE),
  RULE (suggest_only, IS_BYTE), RULE (weighted, IS_BYTE),
  { "edition", "tolerance", IS_OPTIONAL, OF_RULES, AT (KkbRules, tolerance), AT (KkbRules, has_tolerance) },
};
/* clang-format on */

static const Field *
find_field (const KkbHistoryEntry *entry)
{
  for (gsize i = 0; entry->op == 'u' && i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].kind, entry->kind) == 0 && strcmp (fields[i].field, entry->field) == 0)
      return &fields[i];
  return NULL;
}

/* The row of a list of its own: its id is its key. */
static gpointer
listed_row (KkbDraft *draft, const char *kind, KkbId id)
{
  static const struct
  {
    const char *kind;
    KkbEntity entity;
  } kinds[] = {
    { "money", KKB_ENTITY_MONEY },         { "department", KKB_ENTITY_DEPARTMENT },
    { "grant_program", KKB_ENTITY_GRANT }, { "word", KKB_ENTITY_WORD },
    { "plan_link", KKB_ENTITY_LINK },      { "entry", KKB_ENTITY_ENTRY },
    { "statistic", KKB_ENTITY_STATISTIC }, { "side_series", KKB_ENTITY_SIDE_SERIES },
    { "picture", KKB_ENTITY_PICTURE },     { "edition", KKB_ENTITY_EDITION },
    { "plan", KKB_ENTITY_PLAN },           { "node", KKB_ENTITY_NODE },
    { "indicator", KKB_ENTITY_INDICATOR }, { "placement", KKB_ENTITY_PLACEMENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      {
        KkbDraftItem *item = kkb_draft_item (draft, kinds[i].entity, id);

        return item != NULL ? item->now : NULL;
      }
  return NULL;
}

/* The writable struct FIELD is in; NULL if it is gone. */
static gpointer
writable (KkbDraft *draft, const Field *field, const KkbHistoryEntry *entry)
{
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbNode *node = kkb_facts_node (facts, entry->entity);
  const KkbIndicator *indicator = kkb_facts_indicator (facts, entry->entity);
  KkbEdition *edition;

  if (strcmp (field->kind, "goal") == 0)
    return indicator != NULL && kkb_indicator_goal (indicator, entry->plan) != NULL
               ? kkb_draft_goal (draft, entry->plan, entry->entity)
               : NULL;
  if (strcmp (field->kind, "project") == 0)
    return node != NULL && node->project != NULL ? kkb_draft_project (draft, entry->entity) : NULL;
  if (field->of == OF_RULES)
    {
      edition = kkb_draft_edition (draft, entry->entity);
      return edition != NULL ? &edition->rules : NULL;
    }
  if (field->of == OF_ROW)
    return listed_row (draft, field->kind, entry->entity);
  if (strcmp (field->kind, "node") == 0)
    return kkb_draft_node_more (draft, entry->entity);
  if (strcmp (field->kind, "indicator") == 0)
    return kkb_draft_indicator_more (draft, entry->entity);
  return kkb_draft_placement_own (draft, entry->entity);
}

static guint32
read_sdgs (const char *text)
{
  g_auto (GStrv) goals = g_strsplit (text, ",", -1);
  guint32 sdgs = 0;

  for (guint i = 0; goals[i] != NULL; i++)
    {
      gint64 goal = g_ascii_strtoll (goals[i], NULL, 10);

      if (goal >= 1 && goal <= 17)
        sdgs |= 1u << goal;
    }
  return sdgs;
}

/* FALSE where TEXT is not what such a column holds. */
static gboolean
fill (KkbDraft *draft, const Field *field, const KkbHistoryEntry *entry, gpointer to)
{
  gpointer at = G_STRUCT_MEMBER_P (to, field->offset);
  gint64 number = g_ascii_strtoll (entry->old_value, NULL, 10);
  int word = field->is == IS_WORD ? kkb_history_word_value (entry->kind, entry->field, entry->old_value) : 0;
  KkbDecimal decimal = { 0 };
  gboolean given = *entry->old_value != '\0';

  switch (field->is)
    {
    case IS_TEXT:
      *(const char **)at = kkb_draft_string (draft, entry->old_value);
      return TRUE;
    case IS_YEAR:
      *(gint16 *)at = (gint16)CLAMP (number, KKB_FY_NONE, G_MAXINT16);
      return TRUE;
    case IS_WORD:
      if (word < 0 && !given)
        word = 0; /* a method that was not given */
      if (word >= 0)
        *(guint8 *)at = (guint8)word;
      return word >= 0;
    case IS_BYTE:
      *(guint8 *)at = (guint8)CLAMP (number, 0, 255);
      return TRUE;
    case IS_LEVEL:
      *(guint8 *)at = given ? (guint8)CLAMP (number, 0, 255) : 255;
      return TRUE;
    case IS_SDGS:
      *(guint32 *)at = read_sdgs (entry->old_value);
      return TRUE;
    case IS_OPTIONAL:
      G_STRUCT_MEMBER (guint8, to, field->flag) = given;
      if (!given)
        return TRUE;
      G_GNUC_FALLTHROUGH;
    case IS_DECIMAL:
    default:
      if (!kkb_decimal_parse (entry->old_value, &decimal))
        return FALSE;
      *(KkbDecimal *)at = decimal;
      return TRUE;
    }
}

gboolean
kkb_restore_gone (GError **error)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
                       _ ("What this belonged to is not in the document any more"));
  return FALSE;
}

gboolean
kkb_restores_field (const KkbHistoryEntry *entry)
{
  return find_field (entry) != NULL;
}

gboolean
kkb_restore_field (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  const Field *field = find_field (entry);
  gpointer to = writable (draft, field, entry);

  if (to == NULL)
    return kkb_restore_gone (error);
  if (fill (draft, field, entry, to))
    return TRUE;
  return kkb_draft_refuse (error, _ ("“%s” is not a value that can stand there. Nothing was changed."),
                           entry->old_value);
}
