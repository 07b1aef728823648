/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each target of an export is called and good for. */
#include "config.h"

#include "ui/exports/pnr-export-target.h"

#include <glib/gi18n.h>

static const struct {
  const char *target;
  const char *title;
  const char *purpose;
} targets[] = {
  { "json", N_ ("Pannier JSON"),
    N_ ("The whole plan as one text file: to keep, to compare, to apply to another plan.") },
  { "woocommerce", N_ ("WooCommerce"),
    N_ ("Tables for the shop’s own product importer: upsells, cross-sells and bundles.") },
};

const char *
pnr_export_target_get_title (const char *target)
{
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    if (g_str_equal (targets[i].target, target))
      return _ (targets[i].title);
  }
  return target;
}

const char *
pnr_export_target_get_purpose (const char *target)
{
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    if (g_str_equal (targets[i].target, target))
      return _ (targets[i].purpose);
  }
  return "";
}
