/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of one offer are surely left when all others sell as many as they can.
 *
 * The others come first: sum_{o != this} x_o is made as large as it gets. There may be many ways
 * to that, and none can be ruled out, so the worst for this offer counts. What limits it is the
 * scarcest of its products; so for each of them in turn the others are made to use as much of it
 * as they can without selling less, and the least that any of these leaves is the answer. Where
 * shoppers pick, several products limit it together and the answer is what was found, not proved.
 */
#include "config.h"

#include "economy/pnr-stock.h"

#include <math.h>

#include "economy/pnr-stock-private.h"

static gboolean
needs_product (const PnrStockQuestion *question, guint offer, guint product)
{
  gsize at = (gsize) offer * question->n_products + product;

  return question->stock[product] != PNR_STOCK_ENDLESS
         && (question->quantity[at] > 0 || (question->pool != NULL && question->pool[at] > 0));
}

/* Whatever is sold or picked of the product counts, nothing else does. */
static void
ask_for_most_of (glp_prob *program, guint product)
{
  int n_columns = glp_get_num_cols (program);
  g_autofree int *columns = g_new0 (int, n_columns + 1);
  g_autofree double *weights = g_new0 (double, n_columns + 1);
  int n = glp_get_mat_row (program, (int) product + 1, columns, weights);

  for (int column = 1; column <= n_columns; column++)
    glp_set_obj_coef (program, column, 0.0);
  for (int i = 1; i <= n; i++)
    glp_set_obj_coef (program, columns[i], weights[i]);
}

/* From now on the others sell @n_sales or more in all. */
static void
keep_sales (glp_prob *program, const PnrStockQuestion *question, guint offer, gint64 n_sales)
{
  g_autofree int *columns = g_new0 (int, question->n_offers + 1);
  g_autofree double *weights = g_new0 (double, question->n_offers + 1);
  int row = glp_add_rows (program, 1), n = 0;

  for (guint o = 0; o < question->n_offers; o++)
    if (o != offer) {
      columns[++n] = (int) o + 1;
      weights[n] = 1.0;
    }
  glp_set_mat_row (program, row, n, columns, weights);
  glp_set_row_bnds (program, row, GLP_LO, (double) n_sales, 0.0);
}

static gint64
count_left (glp_prob *program, const PnrStockQuestion *question, guint offer)
{
  g_autofree gint64 *left = g_new0 (gint64, question->n_products);
  PnrStockQuestion rest = *question;

  rest.stock = left;
  for (guint j = 0; j < question->n_products; j++)
    left[j] = question->stock[j] == PNR_STOCK_ENDLESS
                  ? PNR_STOCK_ENDLESS
                  : MAX (0, question->stock[j])
                        - (gint64) llround (glp_mip_row_val (program, (int) j + 1));
  return pnr_stock_find_alone (&rest, offer);
}

static void
find_worst (glp_prob *program, const PnrStockQuestion *question, guint offer,
            guint most_milliseconds, PnrProgress *progress, PnrStockLeft *self)
{
  if (!pnr_stock_solve_program (program, most_milliseconds, progress)) {
    self->is_exact = FALSE;
    return;
  }
  self->units = MIN (self->units, count_left (program, question, offer));
  keep_sales (program, question, offer, (gint64) llround (glp_mip_obj_val (program)));
  for (guint j = 0; j < question->n_products; j++) {
    gint64 left;

    if (!needs_product (question, offer, j))
      continue;
    ask_for_most_of (program, j);
    if (!pnr_stock_solve_program (program, most_milliseconds, progress)) {
      self->is_exact = FALSE;
      continue;
    }
    left = count_left (program, question, offer);
    self->units = MIN (self->units, left);
  }
}

/**
 * pnr_stock_find_left:
 * @question: offers and the stock they share
 * @offer: one of them
 * @most_milliseconds: how long to look for each product of it, 1 or more
 * @progress: (nullable): asked whether to stop
 * @left: (out): how many of it the stock allows when the others sell as many as they can, in the
 *   way that is worst for it; %PNR_STOCK_ENDLESS where nothing limits it
 * @error: that it was cancelled
 *
 * Returns: %FALSE where it was cancelled
 */
gboolean
pnr_stock_find_left (const PnrStockQuestion *question, guint offer, guint most_milliseconds,
                     PnrProgress *progress, PnrStockLeft *left, GError **error)
{
  g_autofree gint64 *alone = g_new0 (gint64, question->n_offers);
  gboolean has_picks = question->n_picks != NULL && question->n_picks[offer] > 0;
  glp_prob *program;

  for (guint o = 0; o < question->n_offers; o++)
    alone[o] = pnr_stock_find_alone (question, o);
  *left = (PnrStockLeft){ alone[offer], !has_picks || question->n_offers == 1 };
  if (question->n_offers == 1 || alone[offer] == PNR_STOCK_ENDLESS)
    return progress == NULL || pnr_progress_check (progress, error);
  alone[offer] = 0;
  program = pnr_stock_make_program (question, alone);
  find_worst (program, question, offer, most_milliseconds, progress, left);
  glp_delete_prob (program);
  return progress == NULL || pnr_progress_check (progress, error);
}
