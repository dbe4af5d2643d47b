/* kkb-outline.c - keeps the items in step with the facts.
 *
 * Every refresh is one walk over the facts, children before their parents: an item gets its names and its list of
 * children before it shows up in a list itself. An item that turns from a leaf into a branch or back is taken out and
 * put in again, since a tree list asks for the children of a row only once. References (参照) stand behind the
 * children; they are items of their own, known by the two nodes. */
#include "kkb-outline-private.h"
#include "kkb-text.h"

static guint structure_changed; /* signal */

struct _KkbOutline
{
  GObject parent_instance;

  /* given */
  KkbDocument *doc;
  char *filter;

  /* made */
  GListStore *roots;
  GHashTable *items;      /* KkbId* in the item -> KkbOutlineItem (owned) */
  GHashTable *references; /* Reference -> KkbOutlineItem (owned) */
  guint generation;       /* of the walk: an item with an older one is gone */
};

static void kkb_outline_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KkbOutline, kkb_outline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kkb_outline_list_model_init))

typedef struct
{
  KkbId under, shown;
} Reference;

typedef struct
{
  KkbOutline *outline;
  KkbReview *review;
  const KkbPlan *plan;
} Walk;

static guint
reference_hash (gconstpointer key)
{
  const Reference *reference = key;

  return g_int64_hash (&reference->under) * 31 + g_int64_hash (&reference->shown);
}

static gboolean
reference_equal (gconstpointer a, gconstpointer b)
{
  const Reference *one = a, *other = b;

  return one->under == other->under && one->shown == other->shown;
}

static gboolean
filter_matches (KkbOutline *outline, const char *label, const char *title, const GPtrArray *placements)
{
  if (outline->filter == NULL || kkb_text_matches (label, outline->filter) || kkb_text_matches (title, outline->filter))
    return TRUE;
  for (guint i = 0; i < placements->len; i++)
    if (kkb_text_matches (kkb_placement_name (g_ptr_array_index (placements, i)), outline->filter))
      return TRUE;
  return FALSE;
}

/* The item of ID, made when it is new. NULL if this walk has met ID already: a damaged file may use it twice, and an
 * item has one place. */
static KkbOutlineItem *
ensure_item (KkbOutline *outline, KkbId id, KkbId plan, gboolean is_plan)
{
  KkbOutlineItem *item = g_hash_table_lookup (outline->items, &id);

  if (item != NULL && kkb_outline_item_mark_of (item) == outline->generation)
    return NULL;
  if (item == NULL || kkb_outline_item_is_plan (item) != is_plan)
    {
      item = kkb_outline_item_new (id, plan, is_plan);
      g_hash_table_replace (outline->items, g_memdup2 (&id, sizeof id), item);
    }
  kkb_outline_item_mark (item, outline->generation);
  return item;
}

static void
refresh_tally (KkbOutlineItem *item, KkbReview *review, const KkbPlan *plan, const KkbNode *node)
{
  kkb_outline_item_set_tally (item, kkb_review_tally (review, plan, node));
}

/* Puts WANTED into STORE; TURNED are those of them that must be asked for their children again. */
static void
fill (GListStore *store, GPtrArray *wanted, GPtrArray *turned)
{
  kkb_outline_splice (store, wanted);
  for (guint i = 0; i < turned->len; i++)
    {
      gpointer item = g_ptr_array_index (turned, i);
      guint position;

      if (g_list_store_find (store, item, &position))
        g_list_store_splice (store, position, 1, &item, 1);
    }
}

static gboolean
is_in (GListStore *store, gpointer item)
{
  return g_list_store_find (store, item, NULL);
}

/* The references of NODE that pass the filter, behind its children. */
static void
walk_references (const Walk *walk, const KkbNode *node, KkbOutlineItem *parent, GPtrArray *wanted)
{
  KkbOutline *outline = walk->outline;

  for (const KkbId *id = node->more->references; *id; id++)
    {
      const KkbNode *shown = kkb_facts_node (kkb_document_facts (outline->doc), *id);
      Reference key = { node->id, *id };
      KkbOutlineItem *item = g_hash_table_lookup (outline->references, &key);

      if (!shown || (item && kkb_outline_item_mark_of (item) == outline->generation)
          || !filter_matches (outline, shown->label, shown->title, shown->placements))
        continue;
      if (!item)
        {
          item = kkb_outline_item_new_reference (*id, shown->plan, node->id);
          g_hash_table_replace (outline->references, g_memdup2 (&key, sizeof key), item);
        }
      kkb_outline_item_mark (item, outline->generation);
      kkb_outline_item_set_names (item, shown->label, shown->title, shown->project != NULL);
      kkb_outline_item_set_parent (item, parent);
      g_ptr_array_add (wanted, item);
    }
}

static KkbOutlineItem *walk_node (const Walk *walk, const KkbNode *node, KkbOutlineItem *parent);

/* The children of PARENT from NODES, and the references of NODE (NULL: a plan has none). */
static void
walk_children (const Walk *walk, const GPtrArray *nodes, const KkbNode *node, KkbOutlineItem *parent)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) turned = g_ptr_array_new ();
  GListStore *store = kkb_outline_item_store (parent);

  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *child = g_ptr_array_index (nodes, i);
      KkbOutlineItem *known = g_hash_table_lookup (walk->outline->items, &child->id);
      gboolean was_branch = known != NULL && kkb_outline_item_children (known) != NULL;
      KkbOutlineItem *item = walk_node (walk, child, parent);

      if (item == NULL)
        continue;
      g_ptr_array_add (wanted, item);
      if (known != NULL && was_branch != (kkb_outline_item_children (item) != NULL) && is_in (store, item))
        g_ptr_array_add (turned, item);
    }
  if (node != NULL)
    walk_references (walk, node, parent, wanted);
  fill (store, wanted, turned);
}

/* NULL: not shown. */
static KkbOutlineItem *
walk_node (const Walk *walk, const KkbNode *node, KkbOutlineItem *parent)
{
  KkbOutlineItem *item = ensure_item (walk->outline, node->id, walk->plan->id, FALSE);

  if (item == NULL)
    return NULL;
  kkb_outline_item_set_names (item, node->label, node->title, node->project != NULL);
  refresh_tally (item, walk->review, walk->plan, node);
  walk_children (walk, node->children, node, item);
  kkb_outline_item_set_parent (item, parent);
  if (kkb_outline_item_children (item) != NULL
      || filter_matches (walk->outline, node->label, node->title, node->placements))
    return item;
  return NULL;
}

static gboolean
is_stale (gpointer key, gpointer value, gpointer data)
{
  KkbOutline *outline = data;

  return kkb_outline_item_mark_of (value) != outline->generation;
}

/* The whole tree from the facts. */
static void
refresh_structure (KkbOutline *outline)
{
  KkbFacts *facts = kkb_document_facts (outline->doc);
  Walk walk = { outline, kkb_document_review (outline->doc), NULL };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) turned = g_ptr_array_new ();

  outline->generation++;
  for (guint i = 0; i < facts->plans->len; i++)
    {
      KkbOutlineItem *item;
      gboolean was_branch;

      walk.plan = g_ptr_array_index (facts->plans, i);
      item = ensure_item (outline, walk.plan->id, walk.plan->id, TRUE);
      if (item == NULL)
        continue;
      was_branch = kkb_outline_item_children (item) != NULL;
      kkb_outline_item_set_names (item, "", walk.plan->title, FALSE);
      refresh_tally (item, walk.review, walk.plan, NULL);
      walk_children (&walk, walk.plan->roots, NULL, item);
      if (kkb_outline_item_children (item) == NULL
          && !filter_matches (outline, "", walk.plan->title, walk.plan->placements))
        continue;
      g_ptr_array_add (wanted, item);
      if (was_branch != (kkb_outline_item_children (item) != NULL) && is_in (outline->roots, item))
        g_ptr_array_add (turned, item);
    }
  fill (outline->roots, wanted, turned);
  g_hash_table_foreach_remove (outline->items, is_stale, outline);
  g_hash_table_foreach_remove (outline->references, is_stale, outline);
}

static void
refresh_tallies (KkbOutline *outline)
{
  const KkbFacts *facts = kkb_document_facts (outline->doc);
  KkbReview *review = kkb_document_review (outline->doc);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, outline->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      KkbOutlineItem *item = value;
      const KkbPlan *plan = kkb_facts_plan (facts, kkb_outline_item_plan (item));
      const KkbNode *node = kkb_outline_item_is_plan (item) ? NULL : kkb_facts_node (facts, kkb_outline_item_id (item));

      if (plan != NULL && (node != NULL || kkb_outline_item_is_plan (item)))
        refresh_tally (item, review, plan, node);
    }
}

static void
document_changed_cb (KkbDocument *doc, KkbChanges *changes, gpointer data)
{
  if (changes->only_values)
    return;
  refresh_structure (data);
  g_signal_emit (data, structure_changed, 0);
}

static void
review_changed_cb (KkbDocument *doc, gpointer data)
{
  refresh_tallies (data);
}

static void
roots_changed_cb (GListModel *roots, guint position, guint removed, guint added, gpointer data)
{
  g_list_model_items_changed (data, position, removed, added);
}

static GType
kkb_outline_get_item_type (GListModel *model)
{
  return KKB_TYPE_OUTLINE_ITEM;
}

static guint
kkb_outline_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (KKB_OUTLINE (model)->roots));
}

static gpointer
kkb_outline_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (KKB_OUTLINE (model)->roots), position);
}

static void
kkb_outline_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kkb_outline_get_item_type;
  iface->get_n_items = kkb_outline_get_n_items;
  iface->get_item = kkb_outline_get_item;
}

static void
kkb_outline_finalize (GObject *object)
{
  KkbOutline *outline = KKB_OUTLINE (object);

  g_object_unref (outline->doc);
  g_free (outline->filter);
  g_object_unref (outline->roots);
  g_hash_table_unref (outline->items);
  g_hash_table_unref (outline->references);
  G_OBJECT_CLASS (kkb_outline_parent_class)->finalize (object);
}

static void
kkb_outline_class_init (KkbOutlineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kkb_outline_finalize;
  structure_changed = g_signal_new ("structure-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
kkb_outline_init (KkbOutline *outline)
{
  outline->roots = g_list_store_new (KKB_TYPE_OUTLINE_ITEM);
  outline->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  outline->references = g_hash_table_new_full (reference_hash, reference_equal, g_free, g_object_unref);
  g_signal_connect_object (outline->roots, "items-changed", G_CALLBACK (roots_changed_cb), outline, 0);
}

KkbOutline *
kkb_outline_new (KkbDocument *doc)
{
  KkbOutline *outline = g_object_new (KKB_TYPE_OUTLINE, NULL);

  outline->doc = g_object_ref (doc);
  g_signal_connect_object (doc, "changed", G_CALLBACK (document_changed_cb), outline, 0);
  g_signal_connect_object (doc, "review-changed", G_CALLBACK (review_changed_cb), outline, 0);
  refresh_structure (outline);
  return outline;
}

void
kkb_outline_set_filter (KkbOutline *outline, const char *needle_key)
{
  const char *needle = needle_key != NULL && *needle_key != '\0' ? needle_key : NULL;

  if (g_strcmp0 (outline->filter, needle) == 0)
    return;
  g_free (outline->filter);
  outline->filter = g_strdup (needle);
  refresh_structure (outline);
  g_signal_emit (outline, structure_changed, 0);
}

KkbOutlineItem *
kkb_outline_find (KkbOutline *outline, KkbId id)
{
  return g_hash_table_lookup (outline->items, &id);
}
