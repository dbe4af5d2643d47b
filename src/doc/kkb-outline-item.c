/* kkb-outline-item.c - one row of the plan tree. It has no opinion: the outline sets it, widgets show it. */
#include "kkb-outline-private.h"

struct _KkbOutlineItem
{
  GObject parent_instance;

  /* identity */
  KkbId id, plan;
  KkbId under; /* of a reference: the node it is shown under */
  gboolean is_plan;

  /* what is shown */
  char *label, *title;
  gboolean is_project;
  KkbTally tally;

  /* place in the tree */
  KkbOutlineItem *parent; /* not owned: a parent owns its children through STORE */
  GListStore *store;
  guint mark;
};

G_DEFINE_FINAL_TYPE (KkbOutlineItem, kkb_outline_item, G_TYPE_OBJECT)

enum
{
  PROP_LABEL = 1,
  PROP_TITLE,
  PROP_IS_PROJECT,
  PROP_TALLY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
tally_equal (const KkbTally *a, const KkbTally *b)
{
  if (a->n_bands != b->n_bands || a->no_target != b->no_target || a->manual != b->manual || a->evaluated != b->evaluated
      || a->met != b->met || a->met_of != b->met_of || kkb_rational_is_set (&a->mean) != kkb_rational_is_set (&b->mean))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (a->band); i++)
    if (a->band[i] != b->band[i])
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (a->gap); i++)
    if (a->gap[i] != b->gap[i])
      return FALSE;
  return !kkb_rational_is_set (&a->mean) || kkb_rational_compare (&a->mean, &b->mean) == 0;
}

static void
set_text (KkbOutlineItem *item, char **field, const char *text, guint prop)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (item), props[prop]);
}

static void
kkb_outline_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KkbOutlineItem *item = KKB_OUTLINE_ITEM (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, item->label);
      break;
    case PROP_TITLE:
      g_value_set_string (value, item->title);
      break;
    case PROP_IS_PROJECT:
      g_value_set_boolean (value, item->is_project);
      break;
    case PROP_TALLY:
      g_value_set_pointer (value, &item->tally);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kkb_outline_item_finalize (GObject *object)
{
  KkbOutlineItem *item = KKB_OUTLINE_ITEM (object);

  g_free (item->label);
  g_free (item->title);
  kkb_rational_clear (&item->tally.mean);
  /* a child that somebody still holds must not look up at a parent that is gone */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item->store)); i++)
    {
      g_autoptr (KkbOutlineItem) child = g_list_model_get_item (G_LIST_MODEL (item->store), i);

      if (child->parent == item)
        child->parent = NULL;
    }
  g_object_unref (item->store);
  G_OBJECT_CLASS (kkb_outline_item_parent_class)->finalize (object);
}

static void
kkb_outline_item_class_init (KkbOutlineItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kkb_outline_item_get_property;
  object_class->finalize = kkb_outline_item_finalize;
  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  props[PROP_IS_PROJECT] = g_param_spec_boolean ("is-project", NULL, NULL, FALSE, flags);
  props[PROP_TALLY] = g_param_spec_pointer ("tally", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kkb_outline_item_init (KkbOutlineItem *item)
{
  item->label = g_strdup ("");
  item->title = g_strdup ("");
  item->store = g_list_store_new (KKB_TYPE_OUTLINE_ITEM);
}

KkbOutlineItem *
kkb_outline_item_new (KkbId id, KkbId plan, gboolean is_plan)
{
  KkbOutlineItem *item = g_object_new (KKB_TYPE_OUTLINE_ITEM, NULL);

  item->id = id;
  item->plan = plan;
  item->is_plan = is_plan;
  return item;
}

KkbOutlineItem *
kkb_outline_item_new_reference (KkbId id, KkbId plan, KkbId under)
{
  KkbOutlineItem *item = kkb_outline_item_new (id, plan, FALSE);

  item->under = under;
  return item;
}

void
kkb_outline_item_set_names (KkbOutlineItem *item, const char *label, const char *title, gboolean is_project)
{
  set_text (item, &item->label, label, PROP_LABEL);
  set_text (item, &item->title, title, PROP_TITLE);
  if (item->is_project == is_project)
    return;
  item->is_project = is_project;
  g_object_notify_by_pspec (G_OBJECT (item), props[PROP_IS_PROJECT]);
}

void
kkb_outline_item_set_tally (KkbOutlineItem *item, const KkbTally *tally)
{
  KkbRational mean = KKB_RATIONAL_INIT;

  if (tally_equal (&item->tally, tally))
    return;
  if (kkb_rational_is_set (&tally->mean))
    kkb_rational_copy (&mean, &tally->mean);
  kkb_rational_clear (&item->tally.mean);
  item->tally = *tally;
  item->tally.mean = mean;
  g_object_notify_by_pspec (G_OBJECT (item), props[PROP_TALLY]);
}

void
kkb_outline_item_set_parent (KkbOutlineItem *item, KkbOutlineItem *parent)
{
  item->parent = parent;
}

GListStore *
kkb_outline_item_store (KkbOutlineItem *item)
{
  return item->store;
}

void
kkb_outline_item_mark (KkbOutlineItem *item, guint generation)
{
  item->mark = generation;
}

guint
kkb_outline_item_mark_of (KkbOutlineItem *item)
{
  return item->mark;
}

KkbId
kkb_outline_item_id (KkbOutlineItem *item)
{
  return item->id;
}

KkbId
kkb_outline_item_plan (KkbOutlineItem *item)
{
  return item->plan;
}

gboolean
kkb_outline_item_is_plan (KkbOutlineItem *item)
{
  return item->is_plan;
}

gboolean
kkb_outline_item_is_project (KkbOutlineItem *item)
{
  return item->is_project;
}

KkbId
kkb_outline_item_reference_under (KkbOutlineItem *item)
{
  return item->under;
}

const char *
kkb_outline_item_label (KkbOutlineItem *item)
{
  return item->label;
}

const char *
kkb_outline_item_title (KkbOutlineItem *item)
{
  return item->title;
}

const KkbTally *
kkb_outline_item_tally (KkbOutlineItem *item)
{
  return &item->tally;
}

GListModel *
kkb_outline_item_children (KkbOutlineItem *item)
{
  return g_list_model_get_n_items (G_LIST_MODEL (item->store)) > 0 ? G_LIST_MODEL (item->store) : NULL;
}

KkbOutlineItem *
kkb_outline_item_parent (KkbOutlineItem *item)
{
  return item->parent;
}
