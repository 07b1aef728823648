/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What contradicts itself in a bundle, and what it still lacks to be sold. */
#pragma once

#include "model/pnr-bundle.h"

G_BEGIN_DECLS

/* @field: where, as Pannier JSON calls it. @code: a word for programs. @sentence: translated. */
typedef struct {
  const char *field;
  const char *code;
  const char *sentence;
} PnrBundleFault;

gboolean pnr_bundle_find_fault (PnrBundle *self, PnrBundleFault *fault);
gboolean pnr_bundle_find_gap (PnrBundle *self, PnrBundleFault *fault);

G_END_DECLS
