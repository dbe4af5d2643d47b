/* kkb-zip-builder.h - packs small workbooks, honest and hostile, for the tests. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct _KkbZipBuilder KkbZipBuilder;

KkbZipBuilder *kkb_zip_builder_new (void);
void kkb_zip_builder_add (KkbZipBuilder *builder, const char *name, const char *content);
/* CONTENT, then PIECE repeated TIMES, then TAIL. */
void kkb_zip_builder_add_repeated (KkbZipBuilder *builder, const char *name, const char *content, const char *piece,
                                   guint times, const char *tail);
/* The parts every workbook needs for one sheet "S": sheetData holds ROWS; each of the others may be NULL. */
void kkb_zip_builder_add_book (KkbZipBuilder *builder, const char *rows, const char *strings, const char *styles,
                               const char *workbook_pr);
/* Writes the file into FOLDER and frees the builder. Returns its path; free with g_free(). */
char *kkb_zip_builder_write (KkbZipBuilder *builder, const char *folder, const char *name);

#define KKB_MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define KKB_RELS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define KKB_PACK "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""

G_END_DECLS
