/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What returning customers will order and spend: BG/NBD and Gamma-Gamma. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* One history per customer: repeat purchases x, time of the last one and of observation (weeks),
 * mean spend of the repeat purchases (currency units; unused where x is 0). */
typedef struct {
  double x;
  double t_x;
  double T;
  double spend;
} PnrCustomerHistory;

typedef struct {
  double r;
  double alpha;
  double a;
  double b;
} PnrBgNbd;

typedef struct {
  double p;
  double q;
  double gamma;
} PnrGammaGamma;

double pnr_bg_nbd_alive (const PnrBgNbd *model, double x, double t_x, double T);
double pnr_bg_nbd_expect (const PnrBgNbd *model, double x, double t_x, double T, double horizon);
double pnr_bg_nbd_expect_new (const PnrBgNbd *model, double horizon);
double pnr_gamma_gamma_expect (const PnrGammaGamma *model, double x, double spend);

gboolean pnr_bg_nbd_fit (const PnrCustomerHistory *customers, gsize n_customers, PnrBgNbd *model,
                         double *errors, double *log_likelihood, PnrProgress *progress,
                         GError **error);
gboolean pnr_gamma_gamma_fit (const PnrCustomerHistory *customers, gsize n_customers,
                              PnrGammaGamma *model, double *errors, double *log_likelihood,
                              PnrProgress *progress, GError **error);

G_END_DECLS
