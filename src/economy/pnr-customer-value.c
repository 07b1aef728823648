/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What returning customers will order and spend: BG/NBD and Gamma-Gamma. */
#include "config.h"

#include "economy/pnr-customer-value.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <string.h>

#include "economy/pnr-case-input.h"

#include <glib/gi18n.h>

/* Orders: Fader, Hardie and Lee (2005), "Counting your customers" the easy way. Spend: Fader and
 * Hardie (2013), The Gamma-Gamma model of monetary value. Parameters are fitted by maximum
 * likelihood in their logarithms, which keeps them positive: a simplex finds the hill, Newton
 * steps its top, and the curvature there gives the standard errors. */

#define MOST_PARAMETERS 4

/* c times Gauss' series 2F1(a, b; c; z) for c > -1 and 0 <= z < 1. With the factor c taken into the
 * first term, all others are positive: where a + b of a model is below one, c is negative, and at
 * zero the series alone has no value. */
static double
pnr_scaled_hypergeometric (double a, double b, double c, double z)
{
  double term = a * b * z, sum = term;

  for (guint k = 1; k < 200000 && term > 1e-17 * sum; k++) {
    term *= (a + k) * (b + k) / ((c + k) * (k + 1)) * z;
    sum += term;
  }
  return c + sum;
}

/* The probability that the customer has not left, eq. (in the appendix) of the 2005 paper. */
double
pnr_bg_nbd_alive (const PnrBgNbd *model, double x, double t_x, double T)
{
  double odds;

  if (x <= 0)
    return 1;
  odds =
      model->a / (model->b + x - 1) * pow ((model->alpha + T) / (model->alpha + t_x), model->r + x);
  return 1 / (1 + odds);
}

/**
 * pnr_bg_nbd_expect:
 * @model: the parameters, times in weeks; a other than 1
 * @x: repeat purchases so far
 * @t_x: when the last one was, weeks after the first purchase
 * @T: how long the customer was watched, weeks
 * @horizon: how far to look ahead, weeks
 *
 * Returns: expected purchases in (T, T + horizon], eq. 10 of the 2005 paper
 */
double
pnr_bg_nbd_expect (const PnrBgNbd *model, double x, double t_x, double T, double horizon)
{
  double c = model->a + model->b + x - 1, whole = model->alpha + T + horizon;
  double left = pow ((model->alpha + T) / whole, model->r + x)
                * pnr_scaled_hypergeometric (model->r + x, model->b + x, c, horizon / whole);

  return (c - left) / (model->a - 1) * pnr_bg_nbd_alive (model, x, t_x, T);
}

/* Expected repeat purchases of a new customer in (0, horizon], eq. 9 of the 2005 paper. */
double
pnr_bg_nbd_expect_new (const PnrBgNbd *model, double horizon)
{
  double c = model->a + model->b - 1, whole = model->alpha + horizon;
  double left = pow (model->alpha / whole, model->r)
                * pnr_scaled_hypergeometric (model->r, model->b, c, horizon / whole);

  return (c - left) / (model->a - 1);
}

/* The customer's mean spend, drawn toward everybody's the less is known of her. */
double
pnr_gamma_gamma_expect (const PnrGammaGamma *model, double x, double spend)
{
  return model->p * (model->gamma + x * spend) / (model->p * x + model->q - 1);
}

/* What customers with equally many purchases have in common costs most, so it is handed in. */
typedef double (*PnrCommon) (const double *parameters, double x);
typedef double (*PnrLikelihood) (const double *parameters, const PnrCustomerHistory *customer,
                                 double common);

typedef struct {
  PnrCommon common;
  PnrLikelihood likelihood;
  const PnrCustomerHistory *customers;
  gsize n_customers;
  guint n_parameters;
} PnrFit;

static double
pnr_bg_nbd_common (const double *parameters, double x)
{
  double r = parameters[0], alpha = parameters[1], a = parameters[2], b = parameters[3];
  double rate = lgamma (r + x) - lgamma (r) + r * log (alpha);
  double stay = lgamma (a + b) + lgamma (b + x) - lgamma (b) - lgamma (a + b + x);

  return rate + stay;
}

static double
pnr_bg_nbd_likelihood (const double *parameters, const PnrCustomerHistory *customer, double common)
{
  double r = parameters[0], alpha = parameters[1], a = parameters[2], b = parameters[3];
  double x = customer->x;
  double alive = -(r + x) * log (alpha + customer->T), gone;

  if (x <= 0)
    return common + alive;
  gone = log (a) - log (b + x - 1) - (r + x) * log (alpha + customer->t_x);
  return common + MAX (alive, gone) + log1p (exp (-fabs (alive - gone)));
}

static double
pnr_gamma_gamma_common (const double *parameters, double x)
{
  double p = parameters[0], q = parameters[1], gamma = parameters[2];

  return lgamma (p * x + q) - lgamma (p * x) - lgamma (q) + q * log (gamma);
}

static double
pnr_gamma_gamma_likelihood (const double *parameters, const PnrCustomerHistory *customer,
                            double common)
{
  double p = parameters[0], q = parameters[1], gamma = parameters[2];
  double x = customer->x, spend = customer->spend;

  return common + (p * x - 1) * log (spend) + p * x * log (x)
         - (p * x + q) * log (gamma + x * spend);
}

static double
pnr_fit_log_likelihood (const PnrFit *self, const double *logs)
{
  double parameters[MOST_PARAMETERS], sum = 0, common = 0;

  for (guint i = 0; i < self->n_parameters; i++) {
    if (fabs (logs[i]) > 15)
      return -G_MAXFLOAT;
    parameters[i] = exp (logs[i]);
  }
  for (gsize i = 0; i < self->n_customers; i++) {
    if (i == 0 || self->customers[i].x != self->customers[i - 1].x)
      common = self->common (parameters, self->customers[i].x);
    sum += self->likelihood (parameters, &self->customers[i], common);
  }
  return sum;
}

static double
pnr_fit_loss (const gsl_vector *logs, void *data)
{
  return -pnr_fit_log_likelihood (data, logs->data);
}

static gboolean
pnr_fit_climb (PnrFit *self, double *logs, PnrProgress *progress, GError **error)
{
  gsl_multimin_function function = { pnr_fit_loss, self->n_parameters, self };
  gsl_multimin_fminimizer *simplex =
      gsl_multimin_fminimizer_alloc (gsl_multimin_fminimizer_nmsimplex2, self->n_parameters);
  gsl_vector_view start = gsl_vector_view_array (logs, self->n_parameters);
  gsl_vector *step = gsl_vector_alloc (self->n_parameters);
  gboolean goes_on = TRUE;

  gsl_vector_set_all (step, 0.5);
  gsl_multimin_fminimizer_set (simplex, &function, &start.vector, step);
  for (guint i = 0; goes_on && i < 1000; i++) {
    if (gsl_multimin_fminimizer_iterate (simplex) != GSL_SUCCESS
        || gsl_multimin_fminimizer_size (simplex) < 1e-5)
      break;
    goes_on = pnr_progress_check (progress, error);
  }
  memcpy (logs, gsl_multimin_fminimizer_x (simplex)->data, self->n_parameters * sizeof (double));
  gsl_multimin_fminimizer_free (simplex);
  gsl_vector_free (step);
  return goes_on;
}

/* Second differences of the log likelihood; the negative Hessian in the logarithms. */
static void
pnr_fit_curvature (const PnrFit *self, const double *logs, double *slope, double *curvature)
{
  const double h = 2e-3;
  guint n = self->n_parameters;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j <= i; j++) {
      double sums[2][2];

      for (guint up_i = 0; up_i < 2; up_i++)
        for (guint up_j = 0; up_j < 2; up_j++) {
          double moved[MOST_PARAMETERS];

          memcpy (moved, logs, n * sizeof (double));
          moved[i] += up_i ? h : -h;
          moved[j] += up_j ? h : -h;
          sums[up_i][up_j] = pnr_fit_log_likelihood (self, moved);
        }
      curvature[i * n + j] = curvature[j * n + i] =
          -(sums[1][1] - sums[1][0] - sums[0][1] + sums[0][0]) / (4 * h * h);
      if (i == j)
        slope[i] = (sums[1][1] - sums[0][0]) / (4 * h);
    }
}

/* Newton to the top, then the inverse curvature; se(theta) = theta se(log theta) at the top. */
static gboolean
pnr_fit_sharpen (const PnrFit *self, double *logs, double *errors)
{
  double curvature[MOST_PARAMETERS * MOST_PARAMETERS], slope[MOST_PARAMETERS];
  double step[MOST_PARAMETERS];
  guint n = self->n_parameters;
  gsl_matrix_view matrix = gsl_matrix_view_array (curvature, n, n);
  gsl_vector_view right = gsl_vector_view_array (slope, n);
  gsl_vector_view answer = gsl_vector_view_array (step, n);

  for (guint round = 0; round < 4; round++) {
    pnr_fit_curvature (self, logs, slope, curvature);
    if (gsl_linalg_cholesky_decomp1 (&matrix.matrix) != GSL_SUCCESS)
      return FALSE;
    gsl_linalg_cholesky_solve (&matrix.matrix, &right.vector, &answer.vector);
    for (guint i = 0; i < n; i++)
      logs[i] += CLAMP (step[i], -0.1, 0.1);
  }
  gsl_linalg_cholesky_invert (&matrix.matrix);
  for (guint i = 0; i < n; i++)
    errors[i] = exp (logs[i]) * sqrt (curvature[i * n + i]);
  return TRUE;
}

static gboolean
pnr_fit_run (PnrFit *self, double *parameters, double *errors, double *log_likelihood,
             PnrProgress *progress, GError **error)
{
  double logs[MOST_PARAMETERS] = { 0 }, top[MOST_PARAMETERS], unused[MOST_PARAMETERS];
  static gsize handler_is_off = 0;
  gboolean is_sharp;

  /* A matrix without a root would end the program; it is told instead. */
  if (g_once_init_enter (&handler_is_off)) {
    gsl_set_error_handler_off ();
    g_once_init_leave (&handler_is_off, 1);
  }
  if (!pnr_fit_climb (self, logs, progress, error))
    return FALSE;
  memcpy (top, logs, sizeof top);
  is_sharp = pnr_fit_sharpen (self, logs, errors != NULL ? errors : unused);
  /* Customers who never leave put the top at the edge, where it is flat and good enough. */
  if (errors == NULL && !is_sharp)
    memcpy (logs, top, sizeof top);
  if (errors != NULL && !is_sharp) {
    pnr_case_fail (error, _ ("The customers' purchases do not settle the model: there are too few "
                             "customers, or too few of them came back."));
    return FALSE;
  }
  *log_likelihood = pnr_fit_log_likelihood (self, logs);
  for (guint i = 0; i < self->n_parameters; i++)
    parameters[i] = exp (logs[i]);
  return TRUE;
}

/**
 * pnr_bg_nbd_fit:
 * @customers: histories
 * @n_customers: how many; those with equally many purchases side by side are quicker
 * @model: (out): the most likely parameters
 * @errors: (out) (optional): their standard errors; %NULL: a fit without any will do
 * @log_likelihood: (out): how likely the histories are
 * @progress: (nullable): a progress; can cancel
 * @error: says that the purchases do not settle the model
 *
 * Returns: whether there is a fit
 */
gboolean
pnr_bg_nbd_fit (const PnrCustomerHistory *customers, gsize n_customers, PnrBgNbd *model,
                double *errors, double *log_likelihood, PnrProgress *progress, GError **error)
{
  PnrFit fit = { pnr_bg_nbd_common, pnr_bg_nbd_likelihood, customers, n_customers, 4 };
  double parameters[4];

  if (!pnr_fit_run (&fit, parameters, errors, log_likelihood, progress, error))
    return FALSE;
  *model = (PnrBgNbd){ parameters[0], parameters[1], parameters[2], parameters[3] };
  return TRUE;
}

/* Every customer handed over must have come back and spent something. */
gboolean
pnr_gamma_gamma_fit (const PnrCustomerHistory *customers, gsize n_customers, PnrGammaGamma *model,
                     double *errors, double *log_likelihood, PnrProgress *progress, GError **error)
{
  PnrFit fit = { pnr_gamma_gamma_common, pnr_gamma_gamma_likelihood, customers, n_customers, 3 };
  double parameters[3];

  if (!pnr_fit_run (&fit, parameters, errors, log_likelihood, progress, error))
    return FALSE;
  *model = (PnrGammaGamma){ parameters[0], parameters[1], parameters[2] };
  return TRUE;
}
