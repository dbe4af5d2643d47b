/* kkb-project-form.c - what a project is: title, 新規/継続, 属性, 概要, 実施期間, departments, grants. */
#include "kkb-error.h"
#include "kkb-project-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

static const struct
{
  const char *label;
  guint lines, most; /* 0: one line */
  int width;
} fields[N_PROJECT_TEXTS] = {
  [PROJECT_TITLE] = { N_ ("_Project"), 1, 3, 0 },
  [PROJECT_LABEL] = { N_ ("Num_ber"), 0, 0, 10 },
  [PROJECT_STATUS] = { N_ ("New or con_tinued"), 0, 0, 12 },
  [PROJECT_CATEGORY] = { N_ ("_Category"), 0, 0, 0 },
  [PROJECT_PERIOD] = { N_ ("P_eriod"), 0, 0, 0 },
  [PROJECT_SUMMARY] = { N_ ("_Summary"), 3, 8, 0 },
  [PROJECT_NOTE] = { N_ ("No_te"), 1, 5, 0 },
};

/* ---- helpers ---- */

static int
which (GtkWidget *field)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (field), "which"));
}

static void
set_period (KkbProject *project, const char *text)
{
  int start, end;

  project->period = text;
  if (kkb_fy_parse_period (text, &start, &end))
    {
      project->start_fy = (gint16)start;
      project->end_fy = (gint16)end;
    }
  else if (!*text)
    project->start_fy = project->end_fy = KKB_FY_NONE;
}

gboolean
kkb_project_set_text (KkbDraft *draft, KkbId node, int field, const char *typed, GError **error)
{
  g_autofree char *line = kkb_text_strip (typed);
  const char *text = kkb_draft_string (draft, fields[field].lines > 1 || field == PROJECT_NOTE ? typed : line);

  switch (field)
    {
    case PROJECT_TITLE:
      if (!*text)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("A project needs a name."));
          return FALSE;
        }
      kkb_draft_node (draft, node)->title = text;
      return TRUE;
    case PROJECT_LABEL:
      kkb_draft_node (draft, node)->label = text;
      return TRUE;
    case PROJECT_STATUS:
      kkb_draft_project (draft, node)->status = text;
      return TRUE;
    case PROJECT_CATEGORY:
      kkb_draft_project (draft, node)->category = text;
      return TRUE;
    case PROJECT_PERIOD:
      set_period (kkb_draft_project (draft, node), text);
      return TRUE;
    case PROJECT_SUMMARY:
      kkb_draft_project (draft, node)->summary = text;
      return TRUE;
    default:
      kkb_draft_project (draft, node)->note = text;
      return TRUE;
    }
}

static const char *
text_of (const KkbNode *node, int field)
{
  switch (field)
    {
    case PROJECT_TITLE:
      return node->title;
    case PROJECT_LABEL:
      return node->label;
    case PROJECT_STATUS:
      return node->project->status;
    case PROJECT_CATEGORY:
      return node->project->category;
    case PROJECT_PERIOD:
      return node->project->period;
    case PROJECT_SUMMARY:
      return node->project->summary;
    default:
      return node->project->note;
    }
}

/* The words other projects have in FIELD, each once. Free with g_strfreev(). */
static char **
words_of (const KkbFacts *facts, int field)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  char **words;

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      const char *word = node->project ? text_of (node, field) : "";

      if (*word && g_hash_table_add (seen, (char *)word))
        g_strv_builder_add (builder, word);
    }
  words = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return words;
}

/* ---- callbacks ---- */

static gboolean
text_cb (GtkWidget *field, const char *text, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  g_autoptr (KkbDraft) draft = NULL;

  if (!kkb_project_page_node (self))
    return TRUE;
  draft = kkb_draft_new (self->doc);
  return kkb_project_set_text (draft, self->project, which (field), text, error)
         && kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Project"), error);
}

/* 令和4年度〜令和8年度, as the period was understood. */
static gboolean
period_check_cb (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error)
{
  KkbProjectPage *self = data;
  int start, end;

  if (kkb_fy_parse_period (text, &start, &end))
    *hint = kkb_fy_format_period (start, end, self->format.years);
  else if (*text)
    *hint = g_strdup (_ ("No years were found in it; it is kept as typed."));
  return TRUE;
}

static gboolean
departments_cb (GtkWidget *field, const char *const *names, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft = kkb_draft_new (self->doc);

  kkb_draft_node (draft, self->project)->departments = kkb_edit_department_ids (draft, names);
  return kkb_edit_run (self->doc, draft, _ ("Project: departments"), error);
}

static gboolean
grants_cb (GtkWidget *field, const char *const *names, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  const KkbFacts *facts = kkb_project_page_facts (self);
  KkbDraft *draft = kkb_draft_new (self->doc);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; names[i]; i++)
    {
      KkbId id = 0;

      for (guint k = 0; k < facts->grants->len && !id; k++)
        if (kkb_text_same (((const KkbGrant *)g_ptr_array_index (facts->grants, k))->name, names[i]))
          id = ((const KkbGrant *)g_ptr_array_index (facts->grants, k))->id;
      if (!id)
        id = kkb_draft_add_grant (draft, names[i])->id;
      g_array_append_val (ids, id);
    }
  kkb_draft_project (draft, self->project)->grants
      = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)(gconstpointer)ids->data, ids->len);
  return kkb_edit_run (self->doc, draft, _ ("Project: grants"), error);
}

/* ---- making and filling ---- */

void
kkb_project_build_form (KkbProjectPage *self, GtkWidget *form)
{
  kkb_form_add_heading (form, _ ("The project"));
  for (int i = 0; i < N_PROJECT_TEXTS; i++)
    {
      GtkWidget *field = fields[i].lines ? kkb_field_text_new (fields[i].lines, fields[i].most, text_cb, self)
                                         : kkb_field_entry_new (text_cb, self);

      g_object_set_data (G_OBJECT (field), "which", GINT_TO_POINTER (i));
      if (!fields[i].lines && fields[i].width)
        kkb_field_entry_set_width (field, fields[i].width);
      self->texts[i] = kkb_form_add (form, _ (fields[i].label), field);
      if (i == PROJECT_PERIOD)
        {
          kkb_field_entry_set_check (field, period_check_cb);
          self->departments = kkb_form_add (form, _ ("_Departments"), kkb_field_chips_new (departments_cb, self));
          self->grants = kkb_form_add (form, _ ("_Grants"), kkb_field_chips_new (grants_cb, self));
        }
    }
  kkb_field_chips_set_lead (self->departments, _ ("lead"));
}

static void
fill_grants (KkbProjectPage *self, const KkbNode *node)
{
  const KkbFacts *facts = kkb_project_page_facts (self);
  g_autoptr (GPtrArray) names = g_ptr_array_new (), all = g_ptr_array_new ();

  for (const KkbId *id = node->project->grants; *id; id++)
    g_ptr_array_add (names, (char *)kkb_facts_grant (facts, *id)->name);
  for (guint i = 0; i < facts->grants->len; i++)
    g_ptr_array_add (all, (char *)((const KkbGrant *)g_ptr_array_index (facts->grants, i))->name);
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (all, NULL);
  kkb_field_chips_show (self->grants, (const char *const *)names->pdata);
  kkb_field_chips_set_words (self->grants, (const char *const *)all->pdata);
}

void
kkb_project_fill_form (KkbProjectPage *self)
{
  const KkbFacts *facts = kkb_project_page_facts (self);
  const KkbNode *node = kkb_project_page_node (self);
  g_auto (GStrv) departments = kkb_field_department_names (facts, node->departments);
  g_auto (GStrv) all = kkb_field_department_names (facts, NULL);
  g_auto (GStrv) statuses = words_of (facts, PROJECT_STATUS), categories = words_of (facts, PROJECT_CATEGORY);

  for (int i = 0; i < N_PROJECT_TEXTS; i++)
    if (fields[i].lines)
      kkb_field_text_show (self->texts[i], text_of (node, i));
    else
      kkb_field_entry_show (self->texts[i], text_of (node, i));
  kkb_field_entry_set_words (self->texts[PROJECT_STATUS], (const char *const *)statuses);
  kkb_field_entry_set_words (self->texts[PROJECT_CATEGORY], (const char *const *)categories);
  kkb_field_chips_show (self->departments, (const char *const *)departments);
  kkb_field_chips_set_words (self->departments, (const char *const *)all);
  fill_grants (self, node);
}
