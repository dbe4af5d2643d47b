/* kkb-lists-page.c - see kkb-lists-page.h */
#include "kkb-lists-page.h"
#include "kkb-edit.h"
#include "kkb-edits.h"
#include "kkb-error.h"
#include "kkb-field.h"
#include "kkb-question.h"
#include "kkb-text.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

enum
{
  COLUMN_NAME,
  COLUMN_BESIDE, /* former names, type of a grant, note */
  COLUMN_USES,
  N_COLUMNS
};

static const struct
{
  const char *title, *note;
  KkbEntity entity;
  KkbStoreTable table;
  KkbWordKind word;
} kinds[KKB_N_LISTS] = {
  [KKB_LIST_DEPARTMENTS] = { N_ ("Departments"),
                             N_ ("A renamed department keeps its former name: old documents still find it. After a "
                                 "reorganisation merge the old "
                                 "department into the new one."),
                             KKB_ENTITY_DEPARTMENT, KKB_TABLE_DEPARTMENT, 0 },
  [KKB_LIST_GRANTS] = { N_ ("Grants"), N_ ("交付金 and 補助金 that projects use; a project may have several."),
                        KKB_ENTITY_GRANT, KKB_TABLE_GRANT, 0 },
  [KKB_LIST_TAGS] = { N_ ("Tags"), N_ ("Words of your own by which items and indicators are found and filtered."),
                      KKB_ENTITY_WORD, KKB_TABLE_WORD, KKB_WORD_TAG },
  [KKB_LIST_TEXT_NAMES]
  = { N_ ("Names of texts"), N_ ("What the texts of a plan and its items are called: ねらい, 目指す姿, 主な取組 …"),
      KKB_ENTITY_WORD, KKB_TABLE_WORD, KKB_WORD_TEXT_NAME },
  [KKB_LIST_NEXT_DIRECTIONS]
  = { N_ ("Next directions"), N_ ("今後の方向性: the words of this city, as 拡充, 継続, 改善, 縮小, 廃止, 完了."),
      KKB_ENTITY_WORD, KKB_TABLE_WORD, KKB_WORD_NEXT_DIRECTION },
  [KKB_LIST_COUNCILS] = { N_ ("Councils"), N_ ("推進会議 and other bodies that review the plans."), KKB_ENTITY_WORD,
                          KKB_TABLE_WORD, KKB_WORD_COUNCIL },
};

struct _KkbListsPage
{
  GtkWidget parent;
  GtkWidget *box, *tabs, *stack, *lists[KKB_N_LISTS], *forms[KKB_N_LISTS], *merge[KKB_N_LISTS];
  KkbDocument *doc;
  KkbFormat format;
  KkbWindow *win;
  gboolean dirty;
};

static void kkb_lists_page_page_init (KkbPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbListsPage, kkb_lists_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, kkb_lists_page_page_init))

/* ---- the entries ---- */

typedef struct
{
  KkbId id;
  const char *name;
  gconstpointer entity;
} Entry;

/* The entries of KIND in order. (transfer full) */
static GArray *
entries_of (const KkbFacts *facts, KkbListKind kind)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  const GPtrArray *all = kind == KKB_LIST_DEPARTMENTS ? facts->departments
                         : kind == KKB_LIST_GRANTS    ? facts->grants
                                                      : facts->words;

  for (guint i = 0; i < all->len; i++)
    {
      gconstpointer entity = g_ptr_array_index (all, i);
      Entry entry = { .entity = entity };

      if (kind == KKB_LIST_DEPARTMENTS)
        {
          entry.id = ((const KkbDepartment *)entity)->id;
          entry.name = ((const KkbDepartment *)entity)->name;
        }
      else if (kind == KKB_LIST_GRANTS)
        {
          entry.id = ((const KkbGrant *)entity)->id;
          entry.name = ((const KkbGrant *)entity)->name;
        }
      else if (((const KkbWord *)entity)->kind == kinds[kind].word)
        {
          entry.id = ((const KkbWord *)entity)->id;
          entry.name = ((const KkbWord *)entity)->name;
        }
      if (entry.id)
        g_array_append_val (entries, entry);
    }
  return entries;
}

/* 商工労働部（R4まで）、産業部 */
static char *
former_text (const KkbDepartment *department, const KkbFormat *format)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < department->n_former; i++)
    {
      const KkbFormerName *former = &department->former[i];
      g_autofree char *year = kkb_edit_year (former->until_fy, format);

      g_string_append_printf (text, "%s%s", text->len ? "、" : "", former->name);
      if (*year)
        g_string_append_printf (text, "（%sまで）", year);
    }
  return g_string_free (text, FALSE);
}

static char *
beside_text (KkbListsPage *self, KkbListKind kind, const Entry *entry)
{
  if (kind == KKB_LIST_DEPARTMENTS)
    return former_text (entry->entity, &self->format);
  if (kind == KKB_LIST_GRANTS)
    return g_strdup (((const KkbGrant *)entry->entity)->type);
  return g_strdup (((const KkbWord *)entry->entity)->note);
}

static void
fill_list (KkbListsPage *self, KkbListKind kind)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  g_autoptr (GArray) entries = entries_of (facts, kind);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree KkbId *ids = g_new0 (KkbId, entries->len + 1);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      ids[i] = entry->id;
      g_ptr_array_add (cells, g_strdup (entry->name));
      g_ptr_array_add (cells, beside_text (self, kind, entry));
      g_ptr_array_add (
          cells, g_strdup_printf (_ ("used %u times"), kkb_facts_count_uses (facts, kinds[kind].entity, entry->id)));
    }
  kkb_field_list_show (self->lists[kind], ids, (const char *const *)cells->pdata, entries->len);
  gtk_widget_set_sensitive (self->merge[kind], entries->len > 1 && !kkb_document_read_only (self->doc));
  kkb_form_set_editable (self->forms[kind], !kkb_document_read_only (self->doc));
}

static void
refresh (KkbListsPage *self)
{
  if (!self->doc || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }
  self->dirty = FALSE;
  for (guint i = 0; i < KKB_N_LISTS; i++)
    fill_list (self, (KkbListKind)i);
}

/* ---- what was typed ---- */

static KkbListKind
kind_of (GtkWidget *list)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), "kind"));
}

/* Reads 商工労働部（R4まで）、産業部 into the department. */
static void
set_former (KkbDraft *draft, KkbId id, const char *text)
{
  KkbDepartment *department = kkb_draft_department (draft, id);
  g_auto (GStrv) names = g_regex_split_simple ("[、,\n]", text, 0, 0);
  g_autoptr (GArray) former = g_array_new (FALSE, FALSE, sizeof (KkbFormerName));

  for (guint i = 0; names[i]; i++)
    {
      /* only a year is read off the name: 支所（旧庁舎） stays whole */
      g_auto (GStrv) parts = g_regex_split_simple ("[（(]([^（(]*?)(?:まで)?[）)]\\s*$", names[i], 0, 0);
      int until = parts[0] && parts[1] ? kkb_fy_parse (parts[1]) : KKB_FY_NONE;
      g_autofree char *name = kkb_text_strip (until != KKB_FY_NONE ? parts[0] : names[i]);
      KkbFormerName one = { kkb_draft_string (draft, name), (gint16)until };

      if (*name)
        g_array_append_val (former, one);
    }
  department->n_former = former->len;
  department->former = kkb_facts_bytes (kkb_draft_own (draft), former->data, former->len * sizeof (KkbFormerName));
}

static void
set_beside (KkbDraft *draft, KkbListKind kind, KkbId id, const char *text)
{
  if (kind == KKB_LIST_DEPARTMENTS)
    set_former (draft, id, text);
  else if (kind == KKB_LIST_GRANTS)
    kkb_draft_grant (draft, id)->type = kkb_draft_string (draft, text);
  else
    kkb_draft_word (draft, id)->note = kkb_draft_string (draft, text);
}

static gboolean
is_taken (KkbListsPage *self, KkbListKind kind, KkbId but, const char *name, GError **error)
{
  g_autoptr (GArray) entries = entries_of (kkb_document_facts (self->doc), kind);

  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, Entry, i).id != but && kkb_text_same (g_array_index (entries, Entry, i).name, name))
      {
        g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                     _ ("“%s” is in the list already. To make one of two, choose “Merge…”."), name);
        return TRUE;
      }
  return FALSE;
}

static gboolean
add_entry (KkbListsPage *self, KkbListKind kind, const char *name, GError **error)
{
  KkbDraft *draft = kkb_draft_new (self->doc);

  if (kind == KKB_LIST_DEPARTMENTS)
    kkb_draft_add_department (draft, name);
  else if (kind == KKB_LIST_GRANTS)
    kkb_draft_add_grant (draft, name);
  else
    kkb_draft_add_word (draft, kinds[kind].word, name);
  return kkb_edit_run (self->doc, draft, _ ("List: new entry"), error);
}

/* A reorganisation begins with a fiscal year, mostly this one: the old name was used until the one before. What was
 * taken is told, since a late entry or a slip of the pen needs something else. */
static gboolean
rename_department (KkbListsPage *self, KkbId id, const char *name, GError **error)
{
  const KkbDepartment *department = kkb_facts_department (kkb_document_facts (self->doc), id);
  g_autofree char *old = g_strdup (department ? department->name : ""), *year = NULL, *text = NULL;
  KkbCommand *command = kkb_command_rename_department (self->doc, id, name, kkb_edit_this_year () - 1, error);
  gboolean changed = FALSE;

  if (!command || !kkb_document_run (self->doc, command, &changed, error))
    return FALSE;
  year = kkb_edit_year (kkb_edit_this_year () - 1, &self->format);
  text = g_strdup_printf (_ ("“%s” is kept as a former name, used until %s. If it was until another year, or only a "
                             "slip of the pen, correct “Former names” beside it."),
                          old, year);
  if (changed)
    kkb_window_say (self->win, text);
  return TRUE;
}

static gboolean
rename_entry (KkbListsPage *self, KkbListKind kind, KkbId id, const char *name, GError **error)
{
  KkbDraft *draft;

  if (kind == KKB_LIST_DEPARTMENTS)
    return rename_department (self, id, name, error);
  draft = kkb_draft_new (self->doc);
  if (kind == KKB_LIST_GRANTS)
    kkb_draft_grant (draft, id)->name = kkb_draft_string (draft, name);
  else
    kkb_draft_word (draft, id)->name = kkb_draft_string (draft, name);
  return kkb_edit_run (self->doc, draft, _ ("List: renamed"), error);
}

static gboolean
set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbListsPage *self = data;
  KkbListKind kind = kind_of (list);
  g_autofree char *typed = kkb_text_strip (text);
  KkbDraft *draft;

  if (column == COLUMN_BESIDE && row)
    {
      draft = kkb_draft_new (self->doc);
      set_beside (draft, kind, row, typed);
      return kkb_edit_run (self->doc, draft, _ ("List: note"), error);
    }
  if (column != COLUMN_NAME || !*typed)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("An entry needs a name. To take it away, delete its row."));
      return FALSE;
    }
  if (is_taken (self, kind, row, typed, error))
    return FALSE;
  return row ? rename_entry (self, kind, row, typed, error) : add_entry (self, kind, typed, error);
}

static gboolean
move_cb (GtkWidget *list, KkbId row, int step, gpointer data, GError **error)
{
  KkbListsPage *self = data;
  KkbListKind kind = kind_of (list);
  g_autoptr (GArray) entries = entries_of (kkb_document_facts (self->doc), kind);
  KkbDraft *draft;
  int at = -1;

  for (guint i = 0; i < entries->len; i++)
    if (g_array_index (entries, Entry, i).id == row)
      at = (int)i;
  if (at < 0 || at + step < 0 || at + step >= (int)entries->len)
    return TRUE;
  draft = kkb_draft_new (self->doc);
  for (guint i = 0; i < entries->len; i++)
    {
      gint32 place = (int)i == at ? at + step : (int)i == at + step ? at : (gint32)i;

      kkb_draft_set_position (draft, kinds[kind].table, g_array_index (entries, Entry, i).id, place);
    }
  return kkb_edit_run (self->doc, draft, _ ("List: order"), error);
}

/* ---- deleting ---- */

typedef struct
{
  KkbListsPage *page;
  KkbListKind kind;
  KkbId id;
  GtkWidget *from, *into, *year; /* of a merge */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->page);
  g_free (asking);
}

static gboolean
delete_entry (KkbListsPage *self, KkbListKind kind, KkbId id, GError **error)
{
  KkbDraft *draft = kkb_draft_new (self->doc);

  kkb_draft_delete (draft, kinds[kind].table, id);
  return kkb_edit_run (self->doc, draft, _ ("List: deleted"), error);
}

static void
delete_answered (GtkWindow *parent, int button, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GError) error = NULL;

  if (button == 1 && asking->page->doc && !delete_entry (asking->page, asking->kind, asking->id, &error))
    kkb_window_show_error (KKB_WINDOW (parent), error);
  asking_free (asking);
}

static gboolean
remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbListsPage *self = data;
  KkbListKind kind = kind_of (list);
  const KkbFacts *facts = kkb_document_facts (self->doc);
  guint uses = kkb_facts_count_uses (facts, kinds[kind].entity, row);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Delete"), KKB_BUTTON_DESTRUCTIVE } };
  g_autofree char *users = NULL, *text = NULL;
  Asking *asking;

  if (!uses)
    return delete_entry (self, kind, row, error);
  users = kkb_lists_users (facts, kind, row, 6);
  text = g_strdup_printf (_ ("It is used %u times (%s). Deleting takes it away there, too; it can be undone. To put "
                             "another in its place choose “Merge…”."),
                          uses, users);
  asking = g_new0 (Asking, 1);
  asking->page = g_object_ref (self);
  asking->kind = kind;
  asking->id = row;
  kkb_question_ask (GTK_WINDOW (self->win), _ ("Delete an entry that is in use?"), text, NULL, buttons, 2, 0, 0,
                    delete_answered, asking);
  return TRUE;
}

/* ---- merging ---- */

static KkbId
chosen (Asking *asking, GtkWidget *choice)
{
  g_autoptr (GArray) entries = entries_of (kkb_document_facts (asking->page->doc), asking->kind);
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));

  return at < entries->len ? g_array_index (entries, Entry, at).id : 0;
}

static gboolean
merge (Asking *asking, GError **error)
{
  KkbDocument *doc = asking->page->doc;
  KkbId from = chosen (asking, asking->from), into = chosen (asking, asking->into);
  KkbCommand *command;
  int until = KKB_FY_NONE;

  if (!from || !into || from == into)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("Choose two different entries to merge."));
      return FALSE;
    }
  if (asking->year && !kkb_edit_read_year (gtk_editable_get_text (GTK_EDITABLE (asking->year)), &until, error))
    return FALSE;
  command = asking->kind == KKB_LIST_DEPARTMENTS ? kkb_command_merge_departments (doc, from, into, until, error)
            : asking->kind == KKB_LIST_GRANTS    ? kkb_command_merge_grants (doc, from, into, error)
                                                 : kkb_command_merge_words (doc, from, into, error);
  return command && kkb_document_run (doc, command, NULL, error);
}

static void
merge_answered (GtkWindow *parent, int button, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GError) error = NULL;

  if (button == 1 && asking->page->doc && !merge (asking, &error))
    kkb_window_show_error (KKB_WINDOW (parent), error);
  asking_free (asking);
}

static void
add_line (GtkWidget *grid, int row, const char *label, GtkWidget *widget)
{
  GtkWidget *name = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), widget);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, row, 1, 1);
}

static void
merge_cb (GtkWidget *button, KkbListsPage *self)
{
  KkbListKind kind = kind_of (button);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Merge"), KKB_BUTTON_SUGGESTED } };
  g_autoptr (GArray) entries = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *grid;
  Asking *asking;

  if (!self->doc || !kkb_form_commit (self->forms[kind]))
    return;
  entries = entries_of (kkb_document_facts (self->doc), kind);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (names, (char *)g_array_index (entries, Entry, i).name);
  g_ptr_array_add (names, NULL);
  grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  asking = g_new0 (Asking, 1);
  asking->page = g_object_ref (self);
  asking->kind = kind;
  asking->from = gtk_drop_down_new_from_strings ((const char *const *)names->pdata);
  asking->into = gtk_drop_down_new_from_strings ((const char *const *)names->pdata);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (asking->into), 1);
  add_line (grid, 0, _ ("_This one goes"), asking->from);
  add_line (grid, 1, _ ("_into this one, which stays"), asking->into);
  if (kind == KKB_LIST_DEPARTMENTS)
    {
      g_autofree char *until = kkb_edit_year (kkb_edit_this_year () - 1, &self->format);

      asking->year = gtk_entry_new ();
      gtk_editable_set_text (GTK_EDITABLE (asking->year), until);
      add_line (grid, 2, _ ("Last _year of the old name"), asking->year);
    }
  kkb_question_ask (GTK_WINDOW (self->win), _ ("Merge two entries"),
                    _ ("Everything that names the one names the other afterwards. A department's name is kept as a "
                       "former name."),
                    grid, buttons, 2, 0, 1, merge_answered, asking);
}

/* ---- KkbPage ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbListsPage *self = KKB_LISTS_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->win = win;
  g_set_object (&self->doc, doc);
  if (doc)
    g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (refresh), self);
  refresh (self);
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KKB_LISTS_PAGE (page)->format = *format;
  refresh (KKB_LISTS_PAGE (page));
}

static gboolean
commit (KkbPage *page)
{
  for (guint i = 0; i < KKB_N_LISTS; i++)
    if (!kkb_form_commit (KKB_LISTS_PAGE (page)->forms[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_editing (KkbPage *page)
{
  for (guint i = 0; i < KKB_N_LISTS; i++)
    if (kkb_form_is_editing (KKB_LISTS_PAGE (page)->forms[i]))
      return TRUE;
  return FALSE;
}

static void
kkb_lists_page_page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_format = set_format;
  iface->commit = commit;
  iface->is_editing = is_editing;
}

/* ---- overrides ---- */

static void
kkb_lists_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kkb_lists_page_parent_class)->map (widget);
  if (KKB_LISTS_PAGE (widget)->dirty)
    refresh (KKB_LISTS_PAGE (widget));
}

static void
kkb_lists_page_dispose (GObject *object)
{
  KkbListsPage *self = KKB_LISTS_PAGE (object);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  g_clear_object (&self->doc);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_lists_page_parent_class)->dispose (object);
}

static void
kkb_lists_page_class_init (KkbListsPageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_lists_page_dispose;
  widget->map = kkb_lists_page_map;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "listspage");
}

static void
editing_cb (GtkWidget *form, gpointer data)
{
  KkbListsPage *self = data;

  if (self->doc)
    kkb_window_update_actions (self->win);
}

static GtkWidget *
build_list (KkbListsPage *self, KkbListKind kind)
{
  static const KkbFieldListFuncs funcs = { set_cb, remove_cb, move_cb, NULL };
  static KkbFieldColumn columns[KKB_N_LISTS][N_COLUMNS];
  GtkWidget *scroller = gtk_scrolled_window_new (), *form = kkb_form_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Merge…"));

  columns[kind][COLUMN_NAME] = (KkbFieldColumn){ .title = _ ("Name"), .width = 30 };
  columns[kind][COLUMN_BESIDE] = (KkbFieldColumn){ .title = kind == KKB_LIST_DEPARTMENTS ? _ ("Former names")
                                                            : kind == KKB_LIST_GRANTS    ? _ ("Type")
                                                                                         : _ ("Note") };
  columns[kind][COLUMN_USES] = (KkbFieldColumn){ .title = _ ("Use"), .width = 9, .fixed = TRUE };
  kkb_form_add_heading (form, _ (kinds[kind].title));
  kkb_form_add_note (form, _ (kinds[kind].note));
  self->lists[kind] = kkb_form_add_wide (form, NULL, kkb_field_list_new (columns[kind], N_COLUMNS, &funcs, self));
  g_object_set_data (G_OBJECT (self->lists[kind]), "kind", GUINT_TO_POINTER (kind));
  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kind));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (merge_cb), self);
  self->merge[kind] = kkb_form_add_wide (form, NULL, button);
  kkb_form_set_editing_func (form, editing_cb, self);
  self->forms[kind] = form;
  gtk_widget_add_css_class (form, "form-columns");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), form);
  return scroller;
}

/* The list of lists would go to its next row, which shows another list: Tab goes into the one that is shown. */
static gboolean
tab_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbListsPage *self = data;

  return gtk_widget_child_focus (self->stack, GTK_DIR_TAB_FORWARD);
}

static void
kkb_lists_page_init (KkbListsPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->tabs = gtk_stack_sidebar_new ();
  self->stack = gtk_stack_new ();
  for (guint i = 0; i < KKB_N_LISTS; i++)
    gtk_stack_add_titled (GTK_STACK (self->stack), build_list (self, (KkbListKind)i), kinds[i].title,
                          _ (kinds[i].title));
  gtk_stack_sidebar_set_stack (GTK_STACK_SIDEBAR (self->tabs), GTK_STACK (self->stack));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), gtk_callback_action_new (tab_cb, self, NULL)));
  gtk_widget_add_controller (self->tabs, keys);
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self->box), self->tabs);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* ---- public ---- */

void
kkb_lists_page_show (KkbListsPage *self, KkbListKind kind)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), kinds[kind].title);
}

GtkWidget *
kkb_lists_page_list (KkbListsPage *self, KkbListKind kind)
{
  return self->lists[kind];
}
