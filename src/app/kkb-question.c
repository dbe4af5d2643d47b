/* kkb-question.c - see kkb-question.h */
#include "kkb-question.h"

typedef struct
{
  GtkWindow *parent; /* may be NULL */
  KkbQuestionDone done;
  gpointer data;
  int answer; /* when it is closed without a button */
  gboolean answered;
} Question;

static void
destroyed_cb (GtkWindow *window, Question *question)
{
  if (!question->answered)
    question->done (question->parent, question->answer, question->data);
  g_clear_object (&question->parent);
  g_free (question);
}

/* The answer is told while the widgets of the question can still be read. */
static void
clicked_cb (GtkButton *button, GtkWindow *window)
{
  Question *question = g_object_get_data (G_OBJECT (window), "question");

  question->answered = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  question->done (question->parent, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "answer")), question->data);
  gtk_window_destroy (window);
}

static gboolean
escape_cb (GtkWidget *window, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static GtkWidget *
new_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_buttons (GtkWindow *window, const KkbButton *buttons, guint n_buttons, guint focus)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_halign (row, GTK_ALIGN_END);
  for (guint i = 0; i < n_buttons; i++)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (buttons[i].label);
      g_object_set_data (G_OBJECT (button), "answer", GINT_TO_POINTER (i));
      if (buttons[i].kind == KKB_BUTTON_SUGGESTED)
        gtk_widget_add_css_class (button, "suggested-action");
      if (buttons[i].kind == KKB_BUTTON_DESTRUCTIVE)
        gtk_widget_add_css_class (button, "destructive-action");
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), window);
      gtk_box_append (GTK_BOX (row), button);
      if (i == focus)
        gtk_window_set_default_widget (window, button);
    }
  return row;
}

GtkWindow *
kkb_question_ask (GtkWindow *parent, const char *heading, const char *text, GtkWidget *extra, const KkbButton *buttons,
                  guint n_buttons, guint cancel, guint focus, KkbQuestionDone done, gpointer data)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  Question *question = g_new0 (Question, 1);

  question->parent = parent ? g_object_ref (parent) : NULL;
  question->done = done;
  question->data = data;
  question->answer = cancel;
  g_object_set_data (G_OBJECT (window), "question", question);
  gtk_window_set_title (window, heading);
  gtk_window_set_transient_for (window, parent);
  gtk_window_set_modal (window, TRUE);
  gtk_window_set_resizable (window, extra != NULL);
  gtk_widget_add_css_class (GTK_WIDGET (window), "question");
  gtk_box_append (GTK_BOX (box), new_text (heading, "heading"));
  if (text && *text)
    gtk_box_append (GTK_BOX (box), new_text (text, "body"));
  if (extra)
    {
      gtk_widget_set_vexpand (extra, TRUE);
      gtk_box_append (GTK_BOX (box), extra);
    }
  gtk_box_append (GTK_BOX (box), new_buttons (window, buttons, n_buttons, focus));
  gtk_window_set_child (window, box);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_signal_connect (window, "destroy", G_CALLBACK (destroyed_cb), question);
  gtk_window_present (window);
  if (!extra)
    gtk_widget_grab_focus (gtk_window_get_default_widget (window));
  return window;
}
