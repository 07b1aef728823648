/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many bundles and single goods can be sold together from one stock.
 *
 * Each offer's own limit is the scarcest of its products, but offers share products, so what each
 * could sell alone cannot be promised to all. Together it is an integer program:
 *   maximise sum x_o;  sum_o q_oj x_o <= stock_j for each product;  0 <= x_o <= limit_o.
 * Where shoppers pick n of several, the picks p_oj flow from the stocks to the sales:
 *   sum_j p_oj = n_o x_o;  p_oj <= most_oj x_o;  each product's row counts its picks too.
 * Whole picks that keep to this can be dealt out to the sales one by one. */
#include "config.h"

#include "economy/pnr-stock.h"

#include <math.h>

#include "economy/pnr-stock-private.h"

/* Long enough for anything a shop sells together; the bound says what is left open. */
#define MOST_MILLISECONDS 5000

static gint64
get_quantity (const PnrStockQuestion *question, guint offer, guint product)
{
  return question->quantity[offer * question->n_products + product];
}

static gint64
get_n_picks (const PnrStockQuestion *question, guint offer)
{
  return question->n_picks != NULL ? question->n_picks[offer] : 0;
}

static gint64
get_pool (const PnrStockQuestion *question, guint offer, guint product)
{
  return question->pool != NULL ? question->pool[offer * question->n_products + product] : 0;
}

static gint64
get_pick_units (const PnrStockQuestion *question, guint offer, guint product)
{
  return question->pick_units != NULL
             ? MAX (1, question->pick_units[offer * question->n_products + product])
             : 1;
}

/* Whether the choices are enough for so many sales of one offer. */
static gboolean
can_pick (const PnrStockQuestion *question, guint offer, gint64 n_sales)
{
  __int128 n_picked = 0;

  for (guint j = 0; j < question->n_products; j++) {
    __int128 most = (__int128) get_pool (question, offer, j) * n_sales;
    __int128 left = (__int128) MAX (0, question->stock[j])
                    - get_quantity (question, offer, j) * (__int128) n_sales;

    if (question->stock[j] != PNR_STOCK_ENDLESS)
      most = MIN (most, MAX (0, left) / get_pick_units (question, offer, j));
    n_picked += most;
  }
  return n_picked >= (__int128) get_n_picks (question, offer) * n_sales;
}

/* The most sales that could have a limit: where what nobody counts is not enough for one, each
 * takes a counted unit. */
static gint64
limit_picks (const PnrStockQuestion *question, guint offer)
{
  gint64 n_endless = 0, n_counted = 0;

  for (guint j = 0; j < question->n_products; j++) {
    gint64 pool = get_pool (question, offer, j);

    if (pool > 0 && question->stock[j] == PNR_STOCK_ENDLESS)
      n_endless += pool;
    else if (pool > 0
             && __builtin_add_overflow (n_counted, MAX (0, question->stock[j]), &n_counted))
      n_counted = PNR_STOCK_ENDLESS - 1;
  }
  return n_endless >= get_n_picks (question, offer) ? PNR_STOCK_ENDLESS : n_counted;
}

/* What can be sold so often can be sold less often, so halving finds the most. */
static gint64
limit_to_choices (const PnrStockQuestion *question, guint offer, gint64 most)
{
  gint64 least = 0;

  if (get_n_picks (question, offer) == 0)
    return most;
  most = MIN (most, limit_picks (question, offer));
  if (most == PNR_STOCK_ENDLESS)
    return most;
  while (least < most) {
    gint64 middle = least + (most - least + 1) / 2;

    if (can_pick (question, offer, middle))
      least = middle;
    else
      most = middle - 1;
  }
  return least;
}

gint64
pnr_stock_find_alone (const PnrStockQuestion *question, guint offer)
{
  gint64 least = question->most != NULL ? MAX (0, question->most[offer]) : PNR_STOCK_ENDLESS;

  for (guint j = 0; j < question->n_products; j++) {
    gint64 quantity = get_quantity (question, offer, j);

    if (quantity > 0 && question->stock[j] != PNR_STOCK_ENDLESS)
      least = MIN (least, MAX (0, question->stock[j]) / quantity);
  }
  return limit_to_choices (question, offer, least);
}

/* One column for the picks of a product: they leave its stock, come to the sales of the offer and
 * are no more than these allow. */
static void
add_picks (const PnrStockQuestion *question, glp_prob *program, guint offer, guint product,
           int sum_row, gint64 most_sales)
{
  int column = glp_add_cols (program, 1), limit_row = glp_add_rows (program, 1);
  int rows[4] = { 0, (int) product + 1, sum_row, limit_row };
  double weights[4] = { 0.0, (double) get_pick_units (question, offer, product), 1.0, 1.0 };
  gint64 pool = get_pool (question, offer, product);
  double most = (double) pool * (double) most_sales;

  glp_set_col_kind (program, column, GLP_IV);
  glp_set_col_bnds (program, column, most > 0.0 ? GLP_DB : GLP_FX, 0.0, most);
  glp_set_row_bnds (program, limit_row, GLP_UP, 0.0, 0.0);
  glp_set_mat_col (program, column, 3, rows, weights);
}

static void
add_term (glp_prob *program, int column, int row, double weight)
{
  int n_rows = glp_get_num_rows (program);
  g_autofree int *rows = g_new0 (int, n_rows + 2);
  g_autofree double *weights = g_new0 (double, n_rows + 2);
  int n_terms = glp_get_mat_col (program, column, rows, weights);

  rows[++n_terms] = row;
  weights[n_terms] = weight;
  glp_set_mat_col (program, column, n_terms, rows, weights);
}

static void
add_choices (const PnrStockQuestion *question, glp_prob *program, guint offer, gint64 most_sales)
{
  gint64 n_picks = get_n_picks (question, offer);
  int sum_row;

  if (n_picks == 0)
    return;
  sum_row = glp_add_rows (program, 1);
  glp_set_row_bnds (program, sum_row, GLP_FX, 0.0, 0.0);
  add_term (program, (int) offer + 1, sum_row, -(double) n_picks);
  for (guint j = 0; j < question->n_products; j++) {
    gint64 pool = get_pool (question, offer, j);

    if (pool == 0)
      continue;
    add_picks (question, program, offer, j, sum_row, most_sales);
    add_term (program, (int) offer + 1, glp_get_num_rows (program), -(double) pool);
  }
}

/* Products are rows, offers columns; an offer without a limit is held at zero. */
glp_prob *
pnr_stock_make_program (const PnrStockQuestion *question, const gint64 *alone)
{
  glp_prob *program = glp_create_prob ();

  glp_set_obj_dir (program, GLP_MAX);
  glp_add_rows (program, (int) question->n_products);
  glp_add_cols (program, (int) question->n_offers);
  for (guint j = 0; j < question->n_products; j++) {
    gboolean is_free = question->stock[j] == PNR_STOCK_ENDLESS;

    glp_set_row_bnds (program, (int) j + 1, is_free ? GLP_FR : GLP_UP, 0.0,
                      (double) MAX (0, question->stock[j]));
  }
  for (guint o = 0; o < question->n_offers; o++) {
    g_autofree int *rows = g_new0 (int, question->n_products + 1);
    g_autofree double *weights = g_new0 (double, question->n_products + 1);
    gint64 most = alone[o] == PNR_STOCK_ENDLESS ? 0 : alone[o];
    int n_terms = 0;

    for (guint j = 0; j < question->n_products; j++)
      if (get_quantity (question, o, j) > 0) {
        rows[++n_terms] = (int) j + 1;
        weights[n_terms] = (double) get_quantity (question, o, j);
      }
    glp_set_col_kind (program, (int) o + 1, GLP_IV);
    glp_set_col_bnds (program, (int) o + 1, most > 0 ? GLP_DB : GLP_FX, 0.0, (double) most);
    glp_set_obj_coef (program, (int) o + 1, 1.0);
    glp_set_mat_col (program, (int) o + 1, n_terms, rows, weights);
  }
  for (guint o = 0; o < question->n_offers; o++)
    add_choices (question, program, o, alone[o] == PNR_STOCK_ENDLESS ? 0 : alone[o]);
  return program;
}

/* Asked at every node of the search, which takes far less than a frame each. */
static void
stop_when_cancelled (glp_tree *tree, void *progress)
{
  if (pnr_progress_is_cancelled (progress))
    glp_ios_terminate (tree);
}

/* Returns: whether the best was found in time; the relaxation's value stays in the program. */
gboolean
pnr_stock_solve_program (glp_prob *program, guint most_milliseconds, PnrProgress *progress)
{
  glp_smcp relaxed;
  glp_iocp whole;

  glp_term_out (GLP_OFF);
  glp_init_smcp (&relaxed);
  relaxed.msg_lev = GLP_MSG_OFF;
  glp_init_iocp (&whole);
  whole.msg_lev = GLP_MSG_OFF;
  whole.tm_lim = (int) most_milliseconds;
  if (progress != NULL) {
    whole.cb_func = stop_when_cancelled;
    whole.cb_info = progress;
  }
  if (glp_simplex (program, &relaxed) != 0 || glp_get_status (program) != GLP_OPT)
    return FALSE;
  glp_intopt (program, &whole);
  return glp_mip_status (program) == GLP_OPT;
}

/* The relaxation bounds the answer when time runs out. */
static void
solve_together (const PnrStockQuestion *question, guint most_milliseconds, PnrProgress *progress,
                PnrStockAnswer *self)
{
  glp_prob *program = pnr_stock_make_program (question, self->alone);
  int status;

  self->is_exact = pnr_stock_solve_program (program, most_milliseconds, progress);
  if (glp_get_status (program) == GLP_OPT) {
    self->bound = (gint64) floor (glp_get_obj_val (program) + 1e-6);
    status = glp_mip_status (program);
    for (guint o = 0; o < question->n_offers && (status == GLP_OPT || status == GLP_FEAS); o++) {
      self->together[o] = (gint64) llround (glp_mip_col_val (program, (int) o + 1));
      self->n_together += self->together[o];
    }
    if (self->is_exact || self->n_together == self->bound) {
      self->is_exact = TRUE;
      self->bound = self->n_together;
    }
  }
  glp_delete_prob (program);
}

/* In one sale; nobody knows what will be picked, so each choice has its share. */
static double
get_usual_units (const PnrStockQuestion *question, guint offer, guint product)
{
  double fixed = (double) get_quantity (question, offer, product);
  gint64 pool = get_pool (question, offer, product), whole = 0;

  if (pool == 0)
    return fixed;
  for (guint j = 0; j < question->n_products; j++)
    whole += get_pool (question, offer, j);
  return fixed
         + (double) (get_n_picks (question, offer) * pool
                     * get_pick_units (question, offer, product))
               / (double) whole;
}

static void
find_cover (const PnrStockQuestion *question, PnrStockAnswer *self)
{
  self->days_of_cover = INFINITY;
  self->first_gone = G_MAXUINT;
  for (guint j = 0; j < question->n_products; j++) {
    double a_day = 0.0, days;

    for (guint o = 0; o < question->n_offers; o++)
      a_day += question->daily[o] * get_usual_units (question, o, j);
    if (a_day <= 0.0 || question->stock[j] == PNR_STOCK_ENDLESS)
      continue;
    days = (double) MAX (0, question->stock[j]) / a_day;
    if (days < self->days_of_cover) {
      self->days_of_cover = days;
      self->first_gone = j;
    }
  }
  for (guint o = 0; o < question->n_offers; o++)
    self->in_step[o] = isfinite (self->days_of_cover)
                           ? (gint64) floor (question->daily[o] * self->days_of_cover + 1e-9)
                           : PNR_STOCK_ENDLESS;
}

/**
 * pnr_stock_answer_new_within:
 * @question: offers and the stock they share
 * @most_milliseconds: how long to look for the best way to sell them together, 1 or more
 * @progress: (nullable): asked whether to stop
 * @error: that it was cancelled
 *
 * Returns: (transfer full) (nullable): how many of each can be sold alone, together and at the
 *   expected pace; where time ran out it is not exact
 */
PnrStockAnswer *
pnr_stock_answer_new_within (const PnrStockQuestion *question, guint most_milliseconds,
                             PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStockAnswer) self = g_new0 (PnrStockAnswer, 1);

  self->n_offers = question->n_offers;
  self->alone = g_new0 (gint64, question->n_offers);
  self->together = g_new0 (gint64, question->n_offers);
  self->in_step = g_new0 (gint64, question->n_offers);
  for (guint o = 0; o < question->n_offers; o++)
    self->alone[o] = pnr_stock_find_alone (question, o);
  if (question->n_offers > 0 && question->n_products > 0)
    solve_together (question, most_milliseconds, progress, self);
  if (progress != NULL && !pnr_progress_check (progress, error))
    return NULL;
  find_cover (question, self);
  return g_steal_pointer (&self);
}

/**
 * pnr_stock_answer_new:
 * @question: offers and the stock they share
 *
 * Takes its time.
 *
 * Returns: (transfer full): as pnr_stock_answer_new_within()
 */
PnrStockAnswer *
pnr_stock_answer_new (const PnrStockQuestion *question)
{
  return pnr_stock_answer_new_within (question, MOST_MILLISECONDS, NULL, NULL);
}

void
pnr_stock_answer_free (PnrStockAnswer *self)
{
  g_free (self->alone);
  g_free (self->together);
  g_free (self->in_step);
  g_free (self);
}
