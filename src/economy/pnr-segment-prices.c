/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of contents for a handful of customer segments, as an integer program. */
#include "config.h"

#include "economy/pnr-segment-prices.h"

#include <glib/gi18n.h>
#include <glpk.h>
#include <math.h>

#include "economy/pnr-case-input.h"

/* The program of Hanson and Martin (1990), Optimal bundle pricing: x_sk says that segment s takes
 * plan k, y_sk is what it pays for it, u_s its surplus. Nobody is worse off than with any plan,
 * so the seller's wish meets the shopper's choice:
 *   maximise sum w_s (y_sk - c_k x_sk);  sum_k x_sk <= 1;  u_s = sum_k (V_sk x_sk - y_sk);
 *   u_s >= V_sk - price_k;  y_sk <= price_k;  y_sk >= price_k - B (1 - x_sk);
 *   y_sk <= V_sk x_sk (also: who takes nothing pays nothing). */

typedef struct {
  const PnrSegmentMarket *market;
  glp_prob *program;
  double cap[PNR_SEGMENT_MAX_PRICES]; /* no price needs to be more */
  int column[1024];
  double weight[1024];
  int n_terms;
} PnrSegmentProgram;

static int
pnr_segment_program_price (const PnrSegmentProgram *self, guint price)
{
  return 1 + (int) price;
}

static int
pnr_segment_program_surplus (const PnrSegmentProgram *self, guint segment)
{
  return 1 + (int) (self->market->n_prices + segment);
}

static int
pnr_segment_program_taken (const PnrSegmentProgram *self, guint segment, guint plan)
{
  const PnrSegmentMarket *market = self->market;

  return 1
         + (int) (market->n_prices + market->n_segments
                  + 2 * (segment * market->plans->len + plan));
}

static int
pnr_segment_program_paid (const PnrSegmentProgram *self, guint segment, guint plan)
{
  return pnr_segment_program_taken (self, segment, plan) + 1;
}

static void
pnr_segment_program_term (PnrSegmentProgram *self, int column, double weight)
{
  g_assert (self->n_terms + 1 < (int) G_N_ELEMENTS (self->column));

  self->n_terms++;
  self->column[self->n_terms] = column;
  self->weight[self->n_terms] = weight;
}

static void
pnr_segment_program_plan_price (PnrSegmentProgram *self, const PnrSegmentPlan *plan, double weight)
{
  for (guint i = 0; i < self->market->n_prices; i++)
    if (plan->priced >> i & 1)
      pnr_segment_program_term (self, pnr_segment_program_price (self, i), weight);
}

/* Ends a row: the terms so far are at most @bound, or equal to it. */
static void
pnr_segment_program_end_row (PnrSegmentProgram *self, int kind, double bound)
{
  int row = glp_add_rows (self->program, 1);

  glp_set_row_bnds (self->program, row, kind, bound, bound);
  glp_set_mat_row (self->program, row, self->n_terms, self->column, self->weight);
  self->n_terms = 0;
}

static double
pnr_segment_market_cost (const PnrSegmentMarket *market, guint content)
{
  double cost = 0;

  for (guint i = 0; i < market->n_goods; i++)
    if (content >> i & 1)
      cost += market->cost[i];
  return cost;
}

/* B: no plan needs to cost more. */
static double
pnr_segment_program_top (const PnrSegmentProgram *self, const PnrSegmentPlan *plan)
{
  double top = 0;

  for (guint i = 0; i < self->market->n_prices; i++)
    top += plan->priced >> i & 1 ? self->cap[i] : 0;
  return top;
}

static void
pnr_segment_program_add_choice (PnrSegmentProgram *self, guint segment, guint plan_index)
{
  const PnrSegmentMarket *market = self->market;
  const PnrSegmentPlan *plan = &g_array_index (market->plans, PnrSegmentPlan, plan_index);
  double value = market->values[(segment << market->n_goods) + plan->content];
  double weight = market->weights[segment];
  int taken = pnr_segment_program_taken (self, segment, plan_index);
  int paid = pnr_segment_program_paid (self, segment, plan_index);

  glp_set_col_kind (self->program, taken, GLP_BV);
  glp_set_col_bnds (self->program, paid, GLP_LO, 0, 0);
  glp_set_obj_coef (self->program, paid, weight);
  glp_set_obj_coef (self->program, taken,
                    -weight * (pnr_segment_market_cost (market, plan->content) + plan->extra_cost));

  pnr_segment_program_term (self, pnr_segment_program_surplus (self, segment), -1);
  pnr_segment_program_plan_price (self, plan, -1);
  pnr_segment_program_end_row (self, GLP_UP, -value);

  pnr_segment_program_term (self, paid, 1);
  pnr_segment_program_plan_price (self, plan, -1);
  pnr_segment_program_end_row (self, GLP_UP, 0);

  pnr_segment_program_plan_price (self, plan, 1);
  pnr_segment_program_term (self, paid, -1);
  pnr_segment_program_term (self, taken, pnr_segment_program_top (self, plan));
  pnr_segment_program_end_row (self, GLP_UP, pnr_segment_program_top (self, plan));

  pnr_segment_program_term (self, paid, 1);
  pnr_segment_program_term (self, taken, -MAX (value, 0));
  pnr_segment_program_end_row (self, GLP_UP, 0);
}

static void
pnr_segment_program_add_segment (PnrSegmentProgram *self, guint segment)
{
  const PnrSegmentMarket *market = self->market;

  glp_set_col_bnds (self->program, pnr_segment_program_surplus (self, segment), GLP_LO, 0, 0);
  for (guint k = 0; k < market->plans->len; k++)
    pnr_segment_program_add_choice (self, segment, k);
  for (guint k = 0; k < market->plans->len; k++)
    pnr_segment_program_term (self, pnr_segment_program_taken (self, segment, k), 1);
  pnr_segment_program_end_row (self, GLP_UP, 1);
  pnr_segment_program_term (self, pnr_segment_program_surplus (self, segment), 1);
  for (guint k = 0; k < market->plans->len; k++) {
    guint content = g_array_index (market->plans, PnrSegmentPlan, k).content;

    pnr_segment_program_term (self, pnr_segment_program_taken (self, segment, k),
                              -market->values[(segment << market->n_goods) + content]);
    pnr_segment_program_term (self, pnr_segment_program_paid (self, segment, k), 1);
  }
  pnr_segment_program_end_row (self, GLP_FX, 0);
}

static double
pnr_segment_program_highest (const PnrSegmentMarket *market, guint content)
{
  double highest = 0;

  for (guint s = 0; s < market->n_segments; s++)
    highest = MAX (highest, market->values[(s << market->n_goods) + content]);
  return highest;
}

/* A price above every value sells nothing. Where goods add up and no price bounds another, the
 * values of its own content are all that count; tight caps spare the solver most of its branches.
 */
static void
pnr_segment_program_set_caps (PnrSegmentProgram *self)
{
  const PnrSegmentMarket *market = self->market;
  gboolean is_tight = market->is_additive && market->caps->len == 0 && market->rooms == NULL;
  double highest = 0;

  for (guint content = 1; content < 1u << market->n_goods; content++)
    highest = MAX (highest, pnr_segment_program_highest (market, content));
  for (guint i = 0; i < market->n_prices; i++)
    self->cap[i] = market->rooms != NULL ? market->rooms[i].high : highest + 1;
  for (guint k = 0; is_tight && k < market->plans->len; k++) {
    const PnrSegmentPlan *plan = &g_array_index (market->plans, PnrSegmentPlan, k);

    if (__builtin_popcountll (plan->priced) == 1)
      self->cap[__builtin_ctzll (plan->priced)] =
          pnr_segment_program_highest (market, plan->content) + 1;
  }
}

/* Keeps a price in its room; its place on the grid of allowed ones is a whole number. */
static void
pnr_segment_program_set_room (PnrSegmentProgram *self, guint price, const PnrSegmentRoom *room)
{
  int column = pnr_segment_program_price (self, price), place;

  if (room->low >= room->high) {
    glp_set_col_bnds (self->program, column, GLP_FX, room->low, room->low);
    return;
  }
  glp_set_col_bnds (self->program, column, GLP_DB, room->low, room->high);
  if (room->step <= 0)
    return;
  place = glp_add_cols (self->program, 1);
  glp_set_col_kind (self->program, place, GLP_IV);
  glp_set_col_bnds (self->program, place, GLP_DB, ceil ((room->low - room->offset) / room->step),
                    MAX (floor ((room->high - room->offset) / room->step),
                         ceil ((room->low - room->offset) / room->step) + 1));
  pnr_segment_program_term (self, column, 1);
  pnr_segment_program_term (self, place, -room->step);
  pnr_segment_program_end_row (self, GLP_FX, room->offset);
}

static void
pnr_segment_program_add_limits (PnrSegmentProgram *self)
{
  const PnrSegmentMarket *market = self->market;

  for (guint i = 0; market->rooms != NULL && i < market->n_prices; i++)
    pnr_segment_program_set_room (self, i, &market->rooms[i]);
  for (guint r = 0; market->rows != NULL && r < market->rows->len; r++) {
    const PnrSegmentRow *row = &g_array_index (market->rows, PnrSegmentRow, r);

    for (guint i = 0; i < market->n_prices; i++)
      if (row->coefficient[i] != 0)
        pnr_segment_program_term (self, pnr_segment_program_price (self, i), row->coefficient[i]);
    pnr_segment_program_end_row (self, GLP_UP, row->bound);
  }
  if (market->least_surplus == NULL)
    return;
  for (guint s = 0; s < market->n_segments; s++)
    pnr_segment_program_term (self, pnr_segment_program_surplus (self, s), market->weights[s]);
  pnr_segment_program_end_row (self, GLP_LO, *market->least_surplus);
}

static void
pnr_segment_program_build (PnrSegmentProgram *self)
{
  const PnrSegmentMarket *market = self->market;
  guint n_columns = market->n_prices + market->n_segments * (1 + 2 * market->plans->len);

  pnr_segment_program_set_caps (self);
  glp_set_obj_dir (self->program, GLP_MAX);
  glp_add_cols (self->program, (int) n_columns);
  for (guint i = 0; i < market->n_prices; i++)
    glp_set_col_bnds (self->program, pnr_segment_program_price (self, i), GLP_DB, 0, self->cap[i]);
  for (guint s = 0; s < market->n_segments; s++)
    pnr_segment_program_add_segment (self, s);
  for (guint i = 0; i < market->caps->len; i++) {
    const PnrSegmentCap *cap = &g_array_index (market->caps, PnrSegmentCap, i);

    if (cap->part[0] == cap->part[1]) {
      pnr_segment_program_term (self, pnr_segment_program_price (self, cap->part[0]), -2);
    } else {
      pnr_segment_program_term (self, pnr_segment_program_price (self, cap->part[0]), -1);
      pnr_segment_program_term (self, pnr_segment_program_price (self, cap->part[1]), -1);
    }
    pnr_segment_program_term (self, pnr_segment_program_price (self, cap->whole), 1);
    pnr_segment_program_end_row (self, GLP_UP, 0);
  }
  pnr_segment_program_add_limits (self);
}

static void
pnr_segment_program_assign (const PnrSegmentProgram *self, guint *assignment)
{
  const PnrSegmentMarket *market = self->market;

  for (guint s = 0; s < market->n_segments; s++) {
    assignment[s] = 0;
    for (guint k = 0; k < market->plans->len; k++)
      if (glp_mip_col_val (self->program, pnr_segment_program_taken (self, s, k)) > 0.5)
        assignment[s] = g_array_index (market->plans, PnrSegmentPlan, k).content;
  }
}

/* GLPK asks between branches whether to go on. */
static void
pnr_segment_program_branch_cb (glp_tree *tree, void *data)
{
  if (pnr_progress_is_cancelled (data))
    glp_ios_terminate (tree);
}

/**
 * pnr_segment_market_optimise:
 * @market: the segments, their values and what is for sale
 * @prices: (out): one best price vector
 * @assignment: (out): the content that each segment takes at these prices, 0 for nothing
 * @profit: (out): what it brings, all segments together
 * @progress: (nullable): tells of cancelling
 * @error: says that it was cancelled or that the program has no answer
 *
 * Returns: whether the best prices were found
 */
gboolean
pnr_segment_market_optimise (const PnrSegmentMarket *market, double *prices, guint *assignment,
                             double *profit, PnrProgress *progress, GError **error)
{
  PnrSegmentProgram self = { .market = market, .program = glp_create_prob () };
  glp_iocp how;
  gboolean is_solved;

  glp_term_out (GLP_OFF);
  pnr_segment_program_build (&self);
  glp_init_iocp (&how);
  how.presolve = GLP_ON;
  how.mip_gap = 0;
  how.msg_lev = GLP_MSG_OFF;
  how.gmi_cuts = GLP_ON;
  how.mir_cuts = GLP_ON;
  how.cb_func = pnr_segment_program_branch_cb;
  how.cb_info = progress;
  is_solved = glp_intopt (self.program, &how) == 0 && glp_mip_status (self.program) == GLP_OPT;
  if (is_solved) {
    *profit = glp_mip_obj_val (self.program);
    for (guint i = 0; i < market->n_prices; i++)
      prices[i] = glp_mip_col_val (self.program, pnr_segment_program_price (&self, i));
    pnr_segment_program_assign (&self, assignment);
  }
  glp_delete_prob (self.program);
  if (!pnr_progress_check (progress, error))
    return FALSE;
  if (!is_solved)
    pnr_case_fail (error, _ ("No best prices were found for these segments."));
  return is_solved;
}
