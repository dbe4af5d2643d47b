/* kkb-field-private.h - between the kinds of fields. */
#pragma once
#include "kkb-field.h"

G_BEGIN_DECLS

/* Tells the forms around FIELD that something begins or ends being typed. */
void kkb_field_editing_changed (GtkWidget *field);
/* A field tells when the focus leaves it within its window: LEFT is called while WATCH is on. Looking at another window is no leaving. */
typedef void (*KkbFieldLeft) (GtkWidget *field);
void kkb_field_watch_focus (GtkWidget *field, gboolean watch, KkbFieldLeft left);
/* The small line under a field: hint in grey, or a refusal in warning colour. TEXT "" hides it. */
GtkWidget *kkb_field_hint_new (void);
void kkb_field_hint_set (GtkWidget *hint, GtkWidget *input, const char *text, gboolean refused);

/* The list of words offered under an entry. */
typedef struct _KkbFieldWords KkbFieldWords;
typedef void (*KkbFieldWordPicked) (GtkWidget *field, const char *word);
KkbFieldWords *kkb_field_words_new (GtkWidget *field, KkbFieldWordPicked picked);
void kkb_field_words_free (KkbFieldWords *words);
void kkb_field_words_set (KkbFieldWords *words, const char *const *all);
/* Offers those that contain TEXT; ALL: every one whatever TEXT is. */
void kkb_field_words_offer (KkbFieldWords *words, const char *text, gboolean all);
void kkb_field_words_hide (KkbFieldWords *words);
gboolean kkb_field_words_shown (KkbFieldWords *words);
void kkb_field_words_step (KkbFieldWords *words, int step);
const char *kkb_field_words_chosen (KkbFieldWords *words); /* by the keys; NULL: none */

/* kkb-field-entry.c: an entry inside a list: Enter calls ACTIVATED after it was stored. */
typedef void (*KkbFieldActivated) (GtkWidget *entry, gpointer data);
void kkb_field_entry_set_activated (GtkWidget *entry, KkbFieldActivated activated, gpointer data);
GtkWidget *kkb_field_entry_input (GtkWidget *entry); /* the GtkEntry */

/* kkb-wrap.c: lays children out one behind the other, in as many lines as they need. */
#define KKB_TYPE_WRAP (kkb_wrap_get_type ())
G_DECLARE_FINAL_TYPE (KkbWrap, kkb_wrap, KKB, WRAP, GtkLayoutManager)
GtkLayoutManager *kkb_wrap_new (int spacing);

G_END_DECLS
