/* kkb-field.h - the fields of a form, edited in place. A field is filled from the document by its …_show(); what a person types is handed to
 * its store function when the field is left (focus elsewhere, Enter in a line, commit): that makes one command, or refuses with a sentence that
 * stands under the field in warning colour while the text stays as typed. Escape puts back what the document holds. No key is taken from the input
 * method. The store function is called only when the text differs from what was shown; after it the field shows what it was given, until the next
 * …_show(). …_show() while a person types in the field changes only what Escape puts back. All functions take the widget as GtkWidget *. */
#pragma once
#include "kkb-facts.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* ---- what all fields can ---- */

#define KKB_TYPE_FORM_FIELD (kkb_form_field_get_type ())
G_DECLARE_INTERFACE (KkbFormField, kkb_form_field, KKB, FORM_FIELD, GtkWidget)
struct _KkbFormFieldInterface
{
  GTypeInterface parent;
  gboolean (*commit) (KkbFormField *self);     /* FALSE: refused, the reason is shown at the field */
  gboolean (*is_editing) (KkbFormField *self); /* something typed is not stored yet */
  void (*revert) (KkbFormField *self);
  void (*set_editable) (KkbFormField *self, gboolean editable); /* a read-only document: can be read and copied from */
  void (*set_name) (KkbFormField *self, const char *name);      /* for screen readers; what a form's label says */
};
gboolean kkb_form_field_commit (GtkWidget *field);
gboolean kkb_form_field_is_editing (GtkWidget *field);
void kkb_form_field_revert (GtkWidget *field);
void kkb_form_field_set_editable (GtkWidget *field, gboolean editable);
void kkb_form_field_set_name (GtkWidget *field, const char *name);

/* Stores TEXT as typed (never NULL). FALSE with KKB_ERROR_INPUT and a sentence: refused. DATA is what the field was made with. */
typedef gboolean (*KkbFieldStore) (GtkWidget *field, const char *text, gpointer data, GError **error);
/* Says while TEXT is being typed what it is understood as ("2022〜2026年度", the sentence of an example …; NULL or "": nothing), or FALSE with why
 * it cannot be. The hint stands small under the field. Free with g_free(). */
typedef gboolean (*KkbFieldCheck) (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error);

/* ---- one line ---- */

#define KKB_TYPE_FIELD_ENTRY (kkb_field_entry_get_type ())
G_DECLARE_FINAL_TYPE (KkbFieldEntry, kkb_field_entry, KKB, FIELD_ENTRY, GtkWidget)
GtkWidget *kkb_field_entry_new (KkbFieldStore store, gpointer data);
void kkb_field_entry_show (GtkWidget *entry, const char *text);
const char *kkb_field_entry_text (GtkWidget *entry); /* as it stands in the field now */
void kkb_field_entry_set_check (GtkWidget *entry, KkbFieldCheck check);
void kkb_field_entry_recheck (GtkWidget *entry); /* the hint anew, where it depends on something else that changed */
void kkb_field_entry_set_width (GtkWidget *entry, int chars); /* else the field takes the whole width */
void kkb_field_entry_set_numeric (GtkWidget *entry, gboolean numeric); /* right-aligned, tabular figures */
void kkb_field_entry_set_placeholder (GtkWidget *entry, const char *text);
/* Offered in a list under the field while typing and by Alt+Down: those that contain what is typed (kkb_text_key). NULL: none. Copied. */
void kkb_field_entry_set_words (GtkWidget *entry, const char *const *words);
/* Types TEXT for the person: the field is left as after typing it, not stored. For tests and paste. */
void kkb_field_entry_type (GtkWidget *entry, const char *text);
/* What stands under the field now (hint or refusal); "" if nothing. */
const char *kkb_field_entry_hint (GtkWidget *entry);

/* ---- several lines: Enter is a new line, Tab goes on; grows with its text from MIN_LINES to MAX_LINES ---- */

#define KKB_TYPE_FIELD_TEXT (kkb_field_text_get_type ())
G_DECLARE_FINAL_TYPE (KkbFieldText, kkb_field_text, KKB, FIELD_TEXT, GtkWidget)
GtkWidget *kkb_field_text_new (guint min_lines, guint max_lines, KkbFieldStore store, gpointer data);
void kkb_field_text_show (GtkWidget *view, const char *text);
char *kkb_field_text_text (GtkWidget *view); /* free with g_free() */
void kkb_field_text_type (GtkWidget *view, const char *text);

/* ---- one of several words: stored at once ---- */

typedef gboolean (*KkbFieldChoose) (GtkWidget *field, guint index, gpointer data, GError **error); /* FALSE: goes back */
#define KKB_TYPE_FIELD_CHOICE (kkb_field_choice_get_type ())
G_DECLARE_FINAL_TYPE (KkbFieldChoice, kkb_field_choice, KKB, FIELD_CHOICE, GtkWidget)
GtkWidget *kkb_field_choice_new (const char *const *words, KkbFieldChoose choose, gpointer data); /* WORDS NULL-terminated, copied */
void kkb_field_choice_set_words (GtkWidget *choice, const char *const *words);
void kkb_field_choice_show (GtkWidget *choice, guint index); /* G_MAXUINT: none */
void kkb_field_choice_pick (GtkWidget *choice, guint index); /* as a person does */

/* ---- a list of names as chips: type and Enter (or 、) adds, Backspace at the start or Delete on a chip removes, Alt+Left/Right moves ---- */

typedef gboolean (*KkbFieldNames) (GtkWidget *field, const char *const *names, gpointer data, GError **error);
#define KKB_TYPE_FIELD_CHIPS (kkb_field_chips_get_type ())
G_DECLARE_FINAL_TYPE (KkbFieldChips, kkb_field_chips, KKB, FIELD_CHIPS, GtkWidget)
GtkWidget *kkb_field_chips_new (KkbFieldNames store, gpointer data);
void kkb_field_chips_show (GtkWidget *chips, const char *const *names); /* NULL-terminated, copied */
/* Offered while typing (see kkb_field_entry_set_words()); others may be typed as well. */
void kkb_field_chips_set_words (GtkWidget *chips, const char *const *words);
void kkb_field_chips_set_only_words (GtkWidget *chips, gboolean only); /* a name that is not among the words is refused */
void kkb_field_chips_set_lead (GtkWidget *chips, const char *lead);    /* said beside the first of several: 主 */
/* The names of the departments as a list: for kkb_field_chips_show() and …_set_words(). Free with g_strfreev(). */
char **kkb_field_department_names (const KkbFacts *facts, const KkbId *ids); /* IDS NULL: all */
char **kkb_field_word_names (const KkbFacts *facts, KkbWordKind kind, const KkbId *ids); /* IDS NULL: all of KIND */

/* ---- a small table: rows with an id, columns of text; for up to some dozens of rows ---- */

typedef struct
{
  const char *title; /* in the current language */
  int width;         /* in characters; 0: takes what is left */
  gboolean numeric;
  gboolean fixed;                /* shown only */
  const char *const *words;      /* offered while typing; or NULL. See kkb_field_list_set_words() */
} KkbFieldColumn;

typedef struct /* each makes one command; FALSE with a sentence: refused */
{
  /* ROW 0: typed into the empty line at the end, which makes a new row of it. */
  gboolean (*set) (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error);
  gboolean (*remove) (GtkWidget *list, KkbId row, gpointer data, GError **error);           /* NULL: rows cannot be removed */
  gboolean (*move) (GtkWidget *list, KkbId row, int step, gpointer data, GError **error);   /* -1 up, 1 down; NULL: cannot be moved */
  gboolean (*check) (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, char **hint, GError **error); /* or NULL */
} KkbFieldListFuncs;

#define KKB_TYPE_FIELD_LIST (kkb_field_list_get_type ())
G_DECLARE_FINAL_TYPE (KkbFieldList, kkb_field_list, KKB, FIELD_LIST, GtkWidget)
/* FUNCS and the columns' strings must live as long as the list. Enter goes to the line below, Ctrl+Delete removes the row, Alt+Up/Down moves it. */
GtkWidget *kkb_field_list_new (const KkbFieldColumn *columns, guint n_columns, const KkbFieldListFuncs *funcs, gpointer data);
/* The rows as the document has them: IDS (any number > 0 that names the row from one show to the next), CELLS row by row. Copied. The focus stays with
 * its row; a row that just came out of the empty line has it where it was. */
void kkb_field_list_show (GtkWidget *list, const KkbId *ids, const char *const *cells, guint n_rows);
void kkb_field_list_set_words (GtkWidget *list, guint column, const char *const *words);
guint kkb_field_list_n_rows (GtkWidget *list);
/* The field of a cell (a KkbFieldEntry); ROW n_rows: the empty line. For tests and focus. */
GtkWidget *kkb_field_list_cell (GtkWidget *list, guint row, guint column);

/* ---- the form: rows of label and field, with headings ---- */

#define KKB_TYPE_FORM (kkb_form_get_type ())
G_DECLARE_FINAL_TYPE (KkbForm, kkb_form, KKB, FORM, GtkWidget)
GtkWidget *kkb_form_new (void); /* not scrolled: put it into a GtkScrolledWindow */
GtkWidget *kkb_form_add_heading (GtkWidget *form, const char *text);
/* LABEL with mnemonic, beside the field; returns FIELD (a KkbFormField or any widget). */
GtkWidget *kkb_form_add (GtkWidget *form, const char *label, GtkWidget *field);
/* Below its label, over the whole width: tables, long texts. LABEL NULL: none. */
GtkWidget *kkb_form_add_wide (GtkWidget *form, const char *label, GtkWidget *field);
/* A sentence in quiet grey over the whole width. */
GtkWidget *kkb_form_add_note (GtkWidget *form, const char *text);
void kkb_form_set_row_visible (GtkWidget *form, GtkWidget *field, gboolean visible); /* the field with its label */
void kkb_form_clear (GtkWidget *form); /* takes all rows away; call kkb_form_commit() before */
/* All fields, also those of forms inside; the first that refuses gets the focus, FALSE. */
gboolean kkb_form_commit (GtkWidget *form);
gboolean kkb_form_is_editing (GtkWidget *form);
void kkb_form_set_editable (GtkWidget *form, gboolean editable);
/* Called whenever something begins or ends being typed in any of the fields of WIDGET's form: the page tells its window
 * (kkb_window_update_actions() by "placement-changed" of the page). */
typedef void (*KkbFormEditing) (GtkWidget *form, gpointer data);
void kkb_form_set_editing_func (GtkWidget *form, KkbFormEditing func, gpointer data);

G_END_DECLS
