/* kkb-small-model.h - a small table for KkbGrid, filled anew by a form each time the document changes: money of a project,
 * targets of an indicator, the words of a list. It holds only texts; what a changed cell means is the form's business. */
#pragma once
#include "kkb-grid-model.h"

G_BEGIN_DECLS

#define KKB_TYPE_SMALL_MODEL (kkb_small_model_get_type ())
G_DECLARE_FINAL_TYPE (KkbSmallModel, kkb_small_model, KKB, SMALL_MODEL, GObject)

/* What was typed or pasted, as one step. FALSE with ERROR: nothing was changed. */
typedef gboolean (*KkbSmallChange) (gpointer data, const KkbGridChange *changes, guint n_changes,
                                    KkbGridChangeKind kind, GError **error);
/* What Alt+Down offers; NULL: nothing. */
typedef char **(*KkbSmallChoices) (gpointer data, guint row, guint column);

/* CHANGE NULL: nothing can be typed. DATA must live as long as the model is shown. */
KkbSmallModel *kkb_small_model_new (KkbSmallChange change, KkbSmallChoices choices, gpointer data);
/* COLUMNS and their texts are copied; N_FROZEN stay in sight. Nothing is announced where they are as before. */
void kkb_small_model_set_columns (KkbSmallModel *self, const KkbGridColumn *columns, guint n_columns, guint n_frozen);

/* Filling: begin, rows with their cells, end. end() announces what differs from before: a changed text is a changed cell.
 * ID names the row over changes: an entity, a year, a number of its own. */
void kkb_small_model_begin (KkbSmallModel *self);
guint kkb_small_model_add_row (KkbSmallModel *self, guint64 id);
/* EDIT NULL: the text itself. Cells that are not set are empty and not typed into. */
void kkb_small_model_set (KkbSmallModel *self, guint row, guint column, const char *text, const char *edit,
                          guint style, gboolean editable);
void kkb_small_model_set_tooltip (KkbSmallModel *self, guint row, guint column, const char *tooltip);
void kkb_small_model_end (KkbSmallModel *self);

guint kkb_small_model_n_rows (KkbSmallModel *self);
guint64 kkb_small_model_row_id (KkbSmallModel *self, guint row);
/* "" outside the table. */
const char *kkb_small_model_text (KkbSmallModel *self, guint row, guint column);

G_END_DECLS
