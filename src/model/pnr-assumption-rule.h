/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which assumptions there are, and what each may be. */
#pragma once

#include "model/pnr-assumption.h"

G_BEGIN_DECLS

typedef enum {
  PNR_ASSUMPTION_UNIT_PEOPLE,
  PNR_ASSUMPTION_UNIT_ELASTICITY,
  PNR_ASSUMPTION_UNIT_MONEY,
  PNR_ASSUMPTION_UNIT_SHARE,
  PNR_ASSUMPTION_UNIT_CHANGE, /* a share that may be below zero */
  PNR_ASSUMPTION_UNIT_WEEKS,
  PNR_ASSUMPTION_UNIT_NUMBER,
  PNR_ASSUMPTION_UNIT_CHOICE,
} PnrAssumptionUnit;

typedef struct {
  PnrAssumptionUnit unit;
  double least;
  double most;
} PnrAssumptionRule;

/* @field: as Pannier JSON calls it. @code: a word for programs. @sentence: for people. */
typedef struct {
  const char *field;
  const char *code;
  char *sentence;
} PnrAssumptionFault;

gboolean pnr_assumption_rule_find (const char *name, PnrAssumptionRule *rule);
gboolean pnr_assumption_find_fault (PnrAssumption *self, PnrAssumptionFault *fault);
void pnr_assumption_fault_clear (PnrAssumptionFault *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrAssumptionFault, pnr_assumption_fault_clear)

G_END_DECLS
