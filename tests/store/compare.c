/* compare.c - see compare.h */
#include "compare.h"

static void
assert_value (const KkbFacts *fa, const KkbValue *a, const KkbFacts *fb, const KkbValue *b)
{
  const KkbValueMore *ma = kkb_value_more (fa, a), *mb = kkb_value_more (fb, b);

  g_assert_cmpint (a->fy, ==, b->fy);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpint (a->coef, ==, b->coef);
  g_assert_cmpint (a->scale, ==, b->scale);
  g_assert_true ((ma == NULL) == (mb == NULL));
  if (ma == NULL)
    return;
  g_assert_cmpstr (ma->text, ==, mb->text);
  g_assert_cmpstr (ma->unit, ==, mb->unit);
  g_assert_cmpstr (ma->as_of, ==, mb->as_of);
  g_assert_cmpstr (ma->note, ==, mb->note);
  g_assert_cmpstr (ma->expected, ==, mb->expected);
  g_assert_cmpstr (ma->revised_on, ==, mb->revised_on);
  g_assert_cmpstr (ma->reason, ==, mb->reason);
  g_assert_true (kkb_decimal_identical (ma->high, mb->high));
  g_assert_true (kkb_decimal_identical (ma->numerator, mb->numerator));
  g_assert_true (kkb_decimal_identical (ma->denominator, mb->denominator));
  g_assert_cmpint (ma->has_parts, ==, mb->has_parts);
  g_assert_cmpint (ma->bound, ==, mb->bound);
  g_assert_cmpint (ma->revision, ==, mb->revision);
}

static void
assert_values (const KkbFacts *fa, const KkbValueList *a, const KkbFacts *fb, const KkbValueList *b)
{
  g_assert_cmpuint (a->n, ==, b->n);
  for (guint i = 0; i < a->n; i++)
    assert_value (fa, &a->items[i], fb, &b->items[i]);
}

static void
assert_ids (const KkbId *a, const KkbId *b)
{
  for (; *a != 0 || *b != 0; a++, b++)
    g_assert_cmpint (*a, ==, *b);
}

static void
assert_texts (const KkbNamedText *a, const KkbNamedText *b)
{
  for (; a->name != 0 || b->name != 0; a++, b++)
    {
      g_assert_cmpint (a->name, ==, b->name);
      g_assert_cmpstr (a->text, ==, b->text);
    }
}

static void
assert_rules (const KkbRules *a, const KkbRules *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->seen_at, ==, b->seen_at);
  g_assert_cmpint (a->method, ==, b->method);
  g_assert_cmpint (a->yardstick, ==, b->yardstick);
  g_assert_cmpint (a->rounding, ==, b->rounding);
  g_assert_cmpint (a->decimals, ==, b->decimals);
  g_assert_cmpint (a->band_from_rounded, ==, b->band_from_rounded);
  g_assert_cmpint (a->exact_year, ==, b->exact_year);
  g_assert_cmpint (a->suggest_only, ==, b->suggest_only);
  g_assert_cmpint (a->percent_mode, ==, b->percent_mode);
  g_assert_cmpint (a->has_tolerance, ==, b->has_tolerance);
  g_assert_true (kkb_decimal_identical (a->tolerance, b->tolerance));
  g_assert_cmpint (a->weighted, ==, b->weighted);
  g_assert_cmpint (a->n_bands, ==, b->n_bands);
  for (guint i = 0; i < a->n_bands; i++)
    {
      g_assert_cmpstr (a->bands[i].label, ==, b->bands[i].label);
      g_assert_cmpint (a->bands[i].condition, ==, b->bands[i].condition);
      g_assert_cmpint (a->bands[i].strict, ==, b->bands[i].strict);
      g_assert_cmpint (a->bands[i].state, ==, b->bands[i].state);
      g_assert_true (kkb_decimal_identical (a->bands[i].threshold, b->bands[i].threshold));
    }
}

static void
assert_entry (const KkbEntry *a, const KkbEntry *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->category, ==, b->category);
  g_assert_cmpstr (a->text, ==, b->text);
  assert_ids (a->nodes, b->nodes);
}

static void
assert_statistic (const KkbStatistic *a, const KkbStatistic *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->unit, ==, b->unit);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  g_assert_cmpuint (a->n_columns, ==, b->n_columns);
  for (guint i = 0; i < (guint)a->n_rows * a->n_columns; i++)
    g_assert_cmpstr (a->cells[i], ==, b->cells[i]);
}

static void
assert_plan (const KkbPlan *a, const KkbPlan *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpstr (a->title, ==, b->title);
  g_assert_cmpstr (a->organization, ==, b->organization);
  g_assert_cmpstr (a->published, ==, b->published);
  g_assert_cmpstr (a->review, ==, b->review);
  g_assert_cmpstr (a->review_body, ==, b->review_body);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpint (a->start_fy, ==, b->start_fy);
  g_assert_cmpint (a->end_fy, ==, b->end_fy);
  g_assert_true (g_strv_equal (a->levels, b->levels));
  assert_ids (a->departments, b->departments);
  assert_texts (a->texts, b->texts);
  g_assert_cmpuint (a->entries->len, ==, b->entries->len);
  for (guint i = 0; i < a->entries->len; i++)
    assert_entry (g_ptr_array_index (a->entries, i), g_ptr_array_index (b->entries, i));
  g_assert_cmpuint (a->statistics->len, ==, b->statistics->len);
  for (guint i = 0; i < a->statistics->len; i++)
    assert_statistic (g_ptr_array_index (a->statistics, i), g_ptr_array_index (b->statistics, i));
  g_assert_cmpuint (a->links->len, ==, b->links->len);
  for (guint i = 0; i < a->links->len; i++)
    {
      const KkbPlanLink *la = g_ptr_array_index (a->links, i), *lb = g_ptr_array_index (b->links, i);

      g_assert_cmpint (la->id, ==, lb->id);
      g_assert_cmpint (la->kind, ==, lb->kind);
      g_assert_cmpstr (la->text, ==, lb->text);
      g_assert_cmpint (la->other, ==, lb->other);
    }
  g_assert_cmpuint (a->editions->len, ==, b->editions->len);
  for (guint i = 0; i < a->editions->len; i++)
    {
      const KkbEdition *ea = g_ptr_array_index (a->editions, i), *eb = g_ptr_array_index (b->editions, i);

      g_assert_cmpint (ea->id, ==, eb->id);
      g_assert_cmpstr (ea->name, ==, eb->name);
      g_assert_cmpint (ea->fy, ==, eb->fy);
      assert_rules (&ea->rules, &eb->rules);
    }
}

static void
assert_project (const KkbProject *a, const KkbProject *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  g_assert_cmpstr (a->status, ==, b->status);
  g_assert_cmpstr (a->category, ==, b->category);
  g_assert_cmpstr (a->summary, ==, b->summary);
  g_assert_cmpstr (a->period, ==, b->period);
  g_assert_cmpint (a->start_fy, ==, b->start_fy);
  g_assert_cmpint (a->end_fy, ==, b->end_fy);
  g_assert_cmpstr (a->note, ==, b->note);
  assert_ids (a->grants, b->grants);
  g_assert_cmpuint (a->money->len, ==, b->money->len);
  for (guint i = 0; i < a->money->len; i++)
    {
      const KkbMoney *ma = g_ptr_array_index (a->money, i), *mb = g_ptr_array_index (b->money, i);

      g_assert_cmpint (ma->id, ==, mb->id);
      g_assert_cmpint (ma->fy, ==, mb->fy);
      g_assert_cmpint (ma->kind, ==, mb->kind);
      g_assert_cmpstr (ma->number, ==, mb->number);
      g_assert_cmpstr (ma->item, ==, mb->item);
      g_assert_cmpstr (ma->source, ==, mb->source);
      g_assert_true (kkb_decimal_identical (ma->yen, mb->yen));
    }
}

static void
assert_project_lists (const KkbProject *a, const KkbProject *b)
{
  g_assert_cmpuint (a->n_budget_lines, ==, b->n_budget_lines);
  for (guint i = 0; i < a->n_budget_lines; i++)
    {
      g_assert_cmpstr (a->budget_lines[i].account, ==, b->budget_lines[i].account);
      g_assert_cmpstr (a->budget_lines[i].kan, ==, b->budget_lines[i].kan);
      g_assert_cmpstr (a->budget_lines[i].kou, ==, b->budget_lines[i].kou);
      g_assert_cmpstr (a->budget_lines[i].moku, ==, b->budget_lines[i].moku);
      g_assert_cmpstr (a->budget_lines[i].item, ==, b->budget_lines[i].item);
    }
  g_assert_cmpuint (a->n_staff, ==, b->n_staff);
  for (guint i = 0; i < a->n_staff; i++)
    {
      g_assert_cmpint (a->staff[i].fy, ==, b->staff[i].fy);
      g_assert_cmpint (a->staff[i].kind, ==, b->staff[i].kind);
      g_assert_true (kkb_decimal_identical (a->staff[i].staff, b->staff[i].staff));
      g_assert_true (kkb_decimal_identical (a->staff[i].unit_cost, b->staff[i].unit_cost));
    }
  g_assert_cmpuint (a->n_outputs, ==, b->n_outputs);
  for (guint i = 0; i < a->n_outputs; i++)
    {
      g_assert_cmpint (a->outputs[i].fy, ==, b->outputs[i].fy);
      g_assert_cmpstr (a->outputs[i].text, ==, b->outputs[i].text);
    }
}

static void
assert_node (const KkbNode *a, const KkbNode *b)
{
  if (a->project != NULL && b->project != NULL)
    assert_project_lists (a->project, b->project);
  g_assert_cmpint (a->more->start_fy, ==, b->more->start_fy);
  g_assert_cmpint (a->more->end_fy, ==, b->more->end_fy);
  g_assert_cmpuint (a->more->sdgs, ==, b->more->sdgs);
  assert_ids (a->more->tags, b->more->tags);
  assert_ids (a->more->references, b->more->references);
  assert_texts (a->more->texts, b->more->texts);
  g_assert_cmpuint (a->pictures->len, ==, b->pictures->len);
  for (guint i = 0; i < a->pictures->len; i++)
    {
      const KkbPicture *pa = g_ptr_array_index (a->pictures, i), *pb = g_ptr_array_index (b->pictures, i);

      g_assert_cmpint (pa->id, ==, pb->id);
      g_assert_cmpstr (pa->caption, ==, pb->caption);
      g_assert_cmpint (pa->is_jpeg, ==, pb->is_jpeg);
      g_assert_cmpuint (pa->size, ==, pb->size);
    }

  g_assert_cmpint (a->plan, ==, b->plan);
  g_assert_cmpint (a->parent_id, ==, b->parent_id);
  g_assert_cmpint (a->position, ==, b->position);
  g_assert_cmpint (a->level, ==, b->level);
  g_assert_cmpstr (a->code, ==, b->code);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpstr (a->title, ==, b->title);
  assert_ids (a->departments, b->departments);
  assert_project (a->project, b->project);
}

static void
assert_indicator_more (const KkbFacts *fa, const KkbIndicator *a, const KkbFacts *fb, const KkbIndicator *b)
{
  g_autoptr (GPtrArray) sa = kkb_indicator_side_series (fa, a), sb = kkb_indicator_side_series (fb, b);
  const KkbUnitChange *ua = a->more->units, *ub = b->more->units;

  g_assert_cmpint (a->more->formula, ==, b->more->formula);
  g_assert_cmpint (a->more->decimals, ==, b->more->decimals);
  g_assert_cmpint (a->more->release_month, ==, b->more->release_month);
  assert_ids (a->more->operands, b->more->operands);
  assert_ids (a->more->tags, b->more->tags);
  for (; ua->fy != 0 || ub->fy != 0; ua++, ub++)
    {
      g_assert_cmpint (ua->fy, ==, ub->fy);
      g_assert_cmpstr (ua->unit, ==, ub->unit);
    }
  g_assert_cmpuint (sa->len, ==, sb->len);
  for (guint i = 0; i < sa->len; i++)
    {
      const KkbSideSeries *one = g_ptr_array_index (sa, i), *two = g_ptr_array_index (sb, i);

      g_assert_cmpint (one->id, ==, two->id);
      g_assert_cmpint (one->kind, ==, two->kind);
      g_assert_cmpstr (one->name, ==, two->name);
      g_assert_cmpstr (one->unit, ==, two->unit);
      g_assert_cmpstr (one->source, ==, two->source);
      g_assert_cmpstr (one->note, ==, two->note);
      assert_values (fa, &one->values, fb, &two->values);
    }
}

void
assert_indicator (const KkbFacts *fa, const KkbIndicator *a, const KkbFacts *fb, const KkbIndicator *b)
{
  g_assert_cmpint (a->id, ==, b->id);
  g_assert_cmpstr (a->code, ==, b->code);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->unit, ==, b->unit);
  g_assert_cmpstr (a->meaning, ==, b->meaning);
  g_assert_cmpstr (a->source, ==, b->source);
  g_assert_cmpstr (a->rationale, ==, b->rationale);
  g_assert_cmpstr (a->release, ==, b->release);
  g_assert_cmpstr (a->note, ==, b->note);
  g_assert_cmpint (a->direction, ==, b->direction);
  g_assert_cmpint (a->series, ==, b->series);
  g_assert_cmpint (a->role, ==, b->role);
  g_assert_cmpint (a->period_kind, ==, b->period_kind);
  g_assert_cmpint (a->has_weight, ==, b->has_weight);
  g_assert_cmpint (a->has_tolerance, ==, b->has_tolerance);
  g_assert_true (kkb_decimal_identical (a->weight, b->weight));
  g_assert_true (kkb_decimal_identical (a->tolerance, b->tolerance));
  assert_ids (a->departments, b->departments);
  assert_values (fa, &a->actuals, fb, &b->actuals);
  assert_values (fa, &a->references, fb, &b->references);
  assert_indicator_more (fa, a, fb, b);
  g_assert_cmpuint (a->goals->len, ==, b->goals->len);
  for (guint i = 0; i < a->goals->len; i++)
    {
      const KkbGoal *ga = g_ptr_array_index (a->goals, i), *gb = g_ptr_array_index (b->goals, i);

      g_assert_cmpint (ga->plan, ==, gb->plan);
      g_assert_cmpint (ga->method, ==, gb->method);
      assert_value (fa, &ga->baseline, fb, &gb->baseline);
      assert_values (fa, &ga->targets, fb, &gb->targets);
    }
}

static void
assert_placement (const KkbFacts *fa, const KkbPlacement *a, const KkbFacts *fb, const KkbPlacement *b)
{
  g_assert_cmpint (a->plan, ==, b->plan);
  g_assert_cmpint (a->indicator->id, ==, b->indicator->id);
  g_assert_cmpint (a->node == NULL ? 0 : a->node->id, ==, b->node == NULL ? 0 : b->node->id);
  g_assert_cmpint (a->position, ==, b->position);
  g_assert_cmpint (a->is_origin, ==, b->is_origin);
  g_assert_cmpstr (a->code, ==, b->code);
  g_assert_cmpstr (a->number, ==, b->number);
  g_assert_cmpstr (a->own->name, ==, b->own->name);
  g_assert_cmpstr (a->own->unit, ==, b->own->unit);
  g_assert_cmpstr (a->own->meaning, ==, b->own->meaning);
  g_assert_cmpstr (a->own->source, ==, b->own->source);
  g_assert_cmpstr (a->own->rationale, ==, b->own->rationale);
  g_assert_cmpstr (a->own->note, ==, b->own->note);
  g_assert_cmpint (a->has_baseline, ==, b->has_baseline);
  assert_value (fa, &a->own->baseline, fb, &b->own->baseline);
}

void
assert_facts (const KkbFacts *a, const KkbFacts *b)
{
  g_assert_cmpuint (a->plans->len, ==, b->plans->len);
  for (guint i = 0; i < a->plans->len; i++)
    assert_plan (g_ptr_array_index (a->plans, i), g_ptr_array_index (b->plans, i));
  g_assert_cmpuint (a->departments->len, ==, b->departments->len);
  for (guint i = 0; i < a->departments->len; i++)
    {
      const KkbDepartment *da = g_ptr_array_index (a->departments, i), *db = g_ptr_array_index (b->departments, i);

      g_assert_cmpstr (da->name, ==, db->name);
      g_assert_cmpuint (da->n_former, ==, db->n_former);
      for (guint k = 0; k < da->n_former; k++)
        {
          g_assert_cmpstr (da->former[k].name, ==, db->former[k].name);
          g_assert_cmpint (da->former[k].until_fy, ==, db->former[k].until_fy);
        }
    }
  g_assert_cmpuint (a->words->len, ==, b->words->len);
  for (guint i = 0; i < a->words->len; i++)
    {
      const KkbWord *wa = g_ptr_array_index (a->words, i), *wb = g_ptr_array_index (b->words, i);

      g_assert_cmpint (wa->id, ==, wb->id);
      g_assert_cmpint (wa->kind, ==, wb->kind);
      g_assert_cmpstr (wa->name, ==, wb->name);
      g_assert_cmpstr (wa->note, ==, wb->note);
    }
  g_assert_cmpuint (a->grants->len, ==, b->grants->len);
  for (guint i = 0; i < a->grants->len; i++)
    {
      const KkbGrant *ga = g_ptr_array_index (a->grants, i), *gb = g_ptr_array_index (b->grants, i);

      g_assert_cmpstr (ga->name, ==, gb->name);
      g_assert_cmpstr (ga->type, ==, gb->type);
    }
  g_assert_cmpuint (a->nodes->len, ==, b->nodes->len);
  for (guint i = 0; i < a->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (a->nodes, i);

      assert_node (node, kkb_facts_node (b, node->id));
    }
  g_assert_cmpuint (a->indicators->len, ==, b->indicators->len);
  for (guint i = 0; i < a->indicators->len; i++)
    assert_indicator (a, g_ptr_array_index (a->indicators, i), b, g_ptr_array_index (b->indicators, i));
  g_assert_cmpuint (a->placements->len, ==, b->placements->len);
  for (guint i = 0; i < a->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (a->placements, i);

      assert_placement (a, placement, b, kkb_facts_placement (b, placement->id));
    }
}
