/* kkb-filter.c - see kkb-filter.h */
#include "kkb-filter.h"
#include "kkb-text.h"
#include <string.h>

KkbFilter *
kkb_filter_new (void)
{
  KkbFilter *filter = g_new0 (KkbFilter, 1);

  filter->departments = g_array_new (FALSE, FALSE, sizeof (KkbId));
  filter->tags = g_array_new (FALSE, FALSE, sizeof (KkbId));
  return filter;
}

void
kkb_filter_free (KkbFilter *filter)
{
  if (filter == NULL)
    return;
  g_array_unref (filter->departments);
  g_array_unref (filter->tags);
  g_free (filter);
}

void
kkb_filter_clear (KkbFilter *filter)
{
  g_array_set_size (filter->departments, 0);
  g_array_set_size (filter->tags, 0);
  filter->sdgs = filter->series = 0;
}

gboolean
kkb_filter_is_empty (const KkbFilter *filter)
{
  return filter->departments->len == 0 && filter->tags->len == 0 && filter->sdgs == 0 && filter->series == 0;
}

static int
find (const GArray *ids, KkbId id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, KkbId, i) == id)
      return (int)i;
  return -1;
}

gboolean
kkb_filter_has (const GArray *ids, KkbId id)
{
  return find (ids, id) >= 0;
}

void
kkb_filter_toggle (GArray *ids, KkbId id)
{
  int at = find (ids, id);

  if (at >= 0)
    g_array_remove_index (ids, (guint)at);
  else
    g_array_append_val (ids, id);
}

/* Is one of LIST (0-terminated) among WANTED? */
static gboolean
meets (const GArray *wanted, const KkbId *list)
{
  for (; *list != 0; list++)
    if (find (wanted, *list) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
department_matches (const KkbFilter *filter, const KkbPlacement *p)
{
  if (filter->departments->len == 0 || meets (filter->departments, p->indicator->departments))
    return TRUE;
  for (const KkbNode *node = p->node; node != NULL; node = node->parent)
    if (meets (filter->departments, node->departments))
      return TRUE;
  return FALSE;
}

static gboolean
tag_matches (const KkbFilter *filter, const KkbPlacement *p)
{
  if (filter->tags->len == 0 || meets (filter->tags, p->indicator->more->tags))
    return TRUE;
  for (const KkbNode *node = p->node; node != NULL; node = node->parent)
    if (meets (filter->tags, node->more->tags))
      return TRUE;
  return FALSE;
}

static gboolean
sdg_matches (const KkbFilter *filter, const KkbPlacement *p)
{
  if (filter->sdgs == 0)
    return TRUE;
  for (const KkbNode *node = p->node; node != NULL; node = node->parent)
    if ((node->more->sdgs & filter->sdgs) != 0)
      return TRUE;
  return FALSE;
}

gboolean
kkb_filter_matches (const KkbFilter *filter, const KkbPlacement *placement)
{
  return department_matches (filter, placement) && tag_matches (filter, placement) && sdg_matches (filter, placement)
         && (filter->series == 0 || (filter->series & (1u << placement->indicator->series)) != 0);
}

gboolean
kkb_placement_found (const KkbFacts *facts, const KkbPlacement *p, const char *needle)
{
  if (*needle == '\0' || kkb_text_matches (kkb_placement_name (p), needle)
      || kkb_text_matches (kkb_placement_code (p), needle) || kkb_text_matches (kkb_placement_note (p), needle)
      || kkb_text_matches (kkb_placement_meaning (p), needle))
    return TRUE;
  for (const KkbNode *node = p->node; node != NULL; node = node->parent)
    {
      g_autofree char *printed = kkb_node_printed (node);

      if (kkb_text_matches (printed, needle))
        return TRUE;
    }
  for (const KkbId *id = p->indicator->departments; *id != 0; id++)
    {
      const KkbDepartment *department = kkb_facts_department (facts, *id);

      if (department != NULL && kkb_text_matches (department->name, needle))
        return TRUE;
    }
  return FALSE;
}

gboolean
kkb_filter_prune (KkbFilter *filter, const KkbFacts *facts)
{
  guint before = filter->departments->len + filter->tags->len;

  for (guint i = filter->departments->len; i > 0; i--)
    if (kkb_facts_department (facts, g_array_index (filter->departments, KkbId, i - 1)) == NULL)
      g_array_remove_index (filter->departments, i - 1);
  for (guint i = filter->tags->len; i > 0; i--)
    if (kkb_facts_word (facts, g_array_index (filter->tags, KkbId, i - 1)) == NULL)
      g_array_remove_index (filter->tags, i - 1);
  return filter->departments->len + filter->tags->len < before;
}

static void
write_ids (GString *text, char kind, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%c%" G_GINT64_FORMAT " ", kind, g_array_index (ids, KkbId, i));
}

char *
kkb_filter_to_text (const KkbFilter *filter)
{
  GString *text = g_string_new (NULL);

  write_ids (text, 'd', filter->departments);
  write_ids (text, 't', filter->tags);
  if (filter->sdgs != 0)
    g_string_append_printf (text, "g%u ", filter->sdgs);
  if (filter->series != 0)
    g_string_append_printf (text, "s%u ", filter->series);
  return g_strchomp (g_string_free (text, FALSE));
}

void
kkb_filter_read (KkbFilter *filter, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);

  kkb_filter_clear (filter);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 number;

      if (*parts[i] == '\0' || !g_ascii_string_to_signed (parts[i] + 1, 10, 1, G_MAXINT64, &number, NULL))
        continue;
      if (*parts[i] == 'd')
        g_array_append_val (filter->departments, number);
      else if (*parts[i] == 't')
        g_array_append_val (filter->tags, number);
      else if (*parts[i] == 'g')
        filter->sdgs = (guint32)number & 0x3FFFE;
      else if (*parts[i] == 's')
        filter->series = (guint32)number & 0x3F;
    }
}
