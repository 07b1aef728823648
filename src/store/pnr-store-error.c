/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong with a plan file, one code per possible reaction. */
#include "config.h"

#include "store/pnr-store-error.h"

G_DEFINE_QUARK (pnr - store - error - quark, pnr_store_error)
