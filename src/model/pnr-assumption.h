/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number that no order can tell, with its range, its source and who set it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PNR_TYPE_ASSUMPTION (pnr_assumption_get_type ())
G_DECLARE_FINAL_TYPE (PnrAssumption, pnr_assumption, PNR, ASSUMPTION, GObject)

PnrAssumption *pnr_assumption_new (void);

const char *pnr_assumption_get_name (PnrAssumption *self);
void pnr_assumption_set_name (PnrAssumption *self, const char *name);
double pnr_assumption_get_value (PnrAssumption *self);
void pnr_assumption_set_value (PnrAssumption *self, double value);
double pnr_assumption_get_low (PnrAssumption *self);
void pnr_assumption_set_low (PnrAssumption *self, double low);
double pnr_assumption_get_high (PnrAssumption *self);
void pnr_assumption_set_high (PnrAssumption *self, double high);
const char *pnr_assumption_get_source (PnrAssumption *self);
void pnr_assumption_set_source (PnrAssumption *self, const char *source);
const char *pnr_assumption_get_author (PnrAssumption *self);
void pnr_assumption_set_author (PnrAssumption *self, const char *author);
gint64 pnr_assumption_get_created (PnrAssumption *self);
void pnr_assumption_set_created (PnrAssumption *self, gint64 created);

G_END_DECLS
