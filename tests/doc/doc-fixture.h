/* doc-fixture.h - a small plan of an invented town, and what the tests of doc do again and again. */
#pragma once
#include "kkb-document.h"
#include "kkb-error.h"

G_BEGIN_DECLS

enum /* ids of the small plan */
{
  PLAN = 1,
  NODE_A = 10,  /* 1 人財の確保 */
  NODE_A1 = 11, /* (1) デジタル人財 */
  NODE_A2 = 12, /* (2) 就職支援 */
  NODE_B = 20,  /* 2 地域連携 */
  PROJECT = 30, /* J1, under NODE_A1 */
  MONEY = 35,
  K_WORKERS = 40, /* 従業者数 人, on NODE_A1 */
  K_RATE = 41,    /* 就職率 ％, on NODE_A2, repeated on NODE_B */
  K_PLAN = 42,    /* 計画の策定, a milestone, on NODE_B */
  P_WORKERS = 50,
  P_RATE = 51,
  P_RATE_AGAIN = 52,
  P_PLAN = 53,
  EDITION = 60,
  DEPARTMENT = 70
};

/* The small plan as facts; and as a command that puts it into a document. */
KkbFacts *fixture_facts (void);
KkbCommand *fixture_import (void);
/* An untitled document that holds the small plan. */
KkbDocument *fixture_document (void);
/* A new folder of this test, and a file NAME in it with the small plan, closed. Free with g_free(). */
char *fixture_folder (void);
char *fixture_file (const char *folder, const char *name);

/* Each fails the test unless it works. */
KkbDocument *fixture_open (const char *path, KkbOpenMode mode);
void fixture_save (KkbDocument *doc);
void fixture_set (KkbDocument *doc, KkbField field, KkbId indicator, int fy, const char *text);
void fixture_set_number (KkbDocument *doc, int fy, gint64 value); /* an actual of K_WORKERS */
/* Names in FOLDER, sorted, with '|' between. */
char *fixture_list (const char *folder);
char *fixture_hash (KkbDocument *doc);
/* The actual of K_WORKERS as data, "" for none. */
char *fixture_workers (KkbDocument *doc, int fy);
char *fixture_sha256 (const char *path);
/* Deletes PATH and what is in it. */
void fixture_remove (const char *path);
/* Instead of g_test_init, g_test_add_func, g_test_run: each test starts with empty folders of the user. */
void fixture_init (int *argc, char ***argv);
void fixture_add (const char *path, GTestFunc func);
int fixture_run (void);

G_END_DECLS
