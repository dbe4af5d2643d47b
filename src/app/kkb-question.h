/* kkb-question.h - an own modal window that asks one thing: heading, text, a few buttons. Escape = the cancel button. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*KkbQuestionDone) (GtkWindow *parent, int button, gpointer data); /* BUTTON: index, the cancel one also for Escape and closing */
typedef enum { KKB_BUTTON_PLAIN, KKB_BUTTON_SUGGESTED, KKB_BUTTON_DESTRUCTIVE } KkbButtonKind;
typedef struct { const char *label; KkbButtonKind kind; } KkbButton; /* label with mnemonic */

/* BUTTONS from left to right; CANCEL: index of the harmless one; FOCUS: index that has the focus. EXTRA (or NULL): a widget shown under the text. */
GtkWindow *kkb_question_ask (GtkWindow *parent, const char *heading, const char *text, GtkWidget *extra, const KkbButton *buttons, guint n_buttons,
                             guint cancel, guint focus, KkbQuestionDone done, gpointer data);

G_END_DECLS
