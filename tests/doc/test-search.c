/* Finding a text anywhere in the document. */
#include "doc-fixture.h"
#include "kkb-search.h"
#include <string.h>

static const KkbHit *
hit_at (const GPtrArray *hits, guint i)
{
  g_assert_cmpuint (i, <, hits->len);
  return g_ptr_array_index (hits, i);
}

static char *
matched (const KkbHit *hit)
{
  return g_utf8_substring (hit->text, hit->match, hit->match + hit->length);
}

static void
names_are_found_with_the_place_to_jump_to (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GPtrArray) hits = kkb_search (kkb_document_facts (doc), "従業者", 50, NULL);
  const KkbHit *hit = hit_at (hits, 0);
  g_autofree char *part = matched (hit);

  g_assert_cmpint (hit->kind, ==, KKB_ENTITY_INDICATOR);
  g_assert_cmpint (hit->placement, ==, P_WORKERS);
  g_assert_cmpint (hit->node, ==, NODE_A1);
  g_assert_cmpstr (hit->title, ==, "従業者数");
  g_assert_cmpstr (part, ==, "従業者");
}

static void
full_width_case_kana_and_blanks_do_not_count (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  const char *const needles[] = { "デジタル", "でじたる", "ﾃﾞｼﾞﾀﾙ", " デ ジ タ ル " };

  for (guint i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      g_autoptr (GPtrArray) hits = kkb_search (kkb_document_facts (doc), needles[i], 50, NULL);
      const KkbHit *hit = hit_at (hits, 0);
      g_autofree char *part = matched (hit);

      g_assert_cmpint (hit->kind, ==, KKB_ENTITY_NODE);
      g_assert_cmpint (hit->node, ==, NODE_A1);
      g_assert_cmpstr (part, ==, "デジタル");
    }
}

static void
what_does_not_occur_and_a_blank_find_nothing (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GPtrArray) none = kkb_search (kkb_document_facts (doc), "どこにもない", 50, NULL);
  g_autoptr (GPtrArray) blank = kkb_search (kkb_document_facts (doc), " 　", 50, NULL);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
}

static void
more_than_asked_for_are_counted (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  guint n_all;
  g_autoptr (GPtrArray) all = kkb_search (kkb_document_facts (doc), "率", 50, NULL);
  g_autoptr (GPtrArray) one = kkb_search (kkb_document_facts (doc), "率", 1, &n_all);

  g_assert_cmpuint (all->len, >, 1);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (n_all, ==, all->len);
}

static void
a_long_text_is_cut_around_the_match (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *part = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, i == 200 ? "人材確保" : "あ");
  plan->title = kkb_facts_string (facts, "計画");
  plan->note = kkb_facts_string (facts, text->str);
  kkb_facts_link (facts);
  hits = kkb_search (facts, "人材確保", 5, NULL);
  part = matched (hit_at (hits, 0));
  g_assert_cmpstr (part, ==, "人材確保");
  g_assert_cmpint (g_utf8_strlen (hit_at (hits, 0)->text, -1), <, 90);
  g_assert_true (g_str_has_prefix (hit_at (hits, 0)->text, "…"));
}

static void
texts_terms_statistics_and_tags_are_found (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, 1);
  KkbNode *node = kkb_facts_add_node (facts, 2, 1, 0);
  const KkbId tag = 3, name = 4;
  const KkbNamedText text = { name, "ゼブラ企業を育てる" };
  KkbEntry *entry = kkb_facts_add_entry (facts, 5, 1);
  KkbStatistic *statistic = kkb_facts_add_statistic (facts, 6, 1);
  const char *const cells[] = { "", "全国", "ゼブラ数", "3", NULL };
  g_autoptr (GPtrArray) hits = NULL;

  plan->title = "計画";
  node->title = "項目";
  kkb_facts_add_word (facts, tag, KKB_WORD_TAG)->name = "ゼブラ";
  kkb_facts_add_word (facts, name, KKB_WORD_TEXT_NAME)->name = "ねらい";
  kkb_node_more (facts, node)->tags = kkb_facts_ids (facts, &tag, 1);
  kkb_node_more (facts, node)->texts = kkb_facts_texts (facts, &text, 1);
  entry->name = "ゼブラ企業";
  statistic->n_rows = statistic->n_columns = 2;
  statistic->cells = cells;
  kkb_facts_link (facts);
  hits = kkb_search (facts, "ゼブラ", 50, NULL);
  g_assert_cmpuint (hits->len, ==, 4);
  g_assert_cmpstr (hit_at (hits, 3)->field, ==, "ねらい");
  statistic->cells = NULL;
  statistic->n_rows = 0;
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/search/names-are-found-with-the-place-to-jump-to", names_are_found_with_the_place_to_jump_to);
  fixture_add ("/search/full-width-case-kana-and-blanks-do-not-count", full_width_case_kana_and_blanks_do_not_count);
  fixture_add ("/search/what-does-not-occur-and-a-blank-find-nothing", what_does_not_occur_and_a_blank_find_nothing);
  fixture_add ("/search/more-than-asked-for-are-counted", more_than_asked_for_are_counted);
  fixture_add ("/search/a-long-text-is-cut-around-the-match", a_long_text_is_cut_around_the_match);
  fixture_add ("/search/texts-terms-statistics-and-tags-are-found", texts_terms_statistics_and_tags_are_found);
  return fixture_run ();
}
