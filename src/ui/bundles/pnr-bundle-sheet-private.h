/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of a bundle's sheet share. */
#pragma once

#include "ui/bundles/pnr-bundle-sheet.h"

#include "plan/pnr-plan-pricing.h"
#include "plan/pnr-plan-trial.h"
#include "ui/bundles/pnr-sheet-row.h"

G_BEGIN_DECLS

#define PNR_BUNDLE_SHEET_N_SECTIONS 5

/* @report: see pnr_plan_report_sheet(); @bundle and @pricing: what it is about, so that all that is
 * shown belongs together. @next_section: whose turn it is to show it, and
 * @n_stale how many do not yet; @is_filled: all have rows of this bundle. @trial: what simulated
 * shoppers made of the bundle, %NULL until they have; @trial_failure: why they could not. */
struct _PnrBundleSheet {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *sheet_box;
  GtkLabel *obstacle_label;
  GtkDropDown *mode_drop_down;
  GtkListBox *split_list;
  GtkLabel *tax_label;
  GtkLabel *reference_label;
  GtkListBox *returns_list;
  GtkLabel *returns_hint;
  GtkListBox *deal_list;
  GtkListBox *stock_list;
  GtkListBox *check_list;
  GtkSizeGroup *split_columns[PNR_SHEET_ROW_N_CELLS];
  GtkSizeGroup *returns_columns[PNR_SHEET_ROW_N_CELLS];
  GtkSizeGroup *deal_columns[PNR_SHEET_ROW_N_CELLS];
  GtkSizeGroup *stock_columns[PNR_SHEET_ROW_N_CELLS];
  GtkSizeGroup *check_columns[PNR_SHEET_ROW_N_CELLS];

  PnrSession *session;
  PnrBundle *wanted; /* as the editor means it */
  PnrBundle *bundle;
  PnrBundlePricing pricing;
  GVariant *report;
  PnrProgress *report_progress;
  gboolean is_asked_again;
  guint next_section;
  guint n_stale;
  gboolean is_filled;

  PnrPlanTrial *trial;
  char *trial_failure;
  char *tried_inputs;
  gint64 tried_id;
  PnrProgress *trial_progress;
  guint trial_id;
};

gint64 pnr_bundle_sheet_get_minor (PnrBundleSheet *self, GVariant *report, const char *key);
char *pnr_bundle_sheet_dup_money (PnrBundleSheet *self, GVariant *report, const char *key);
char *pnr_bundle_sheet_dup_name (PnrBundleSheet *self, const char *sku);

void pnr_bundle_sheet_fill_split (PnrBundleSheet *self);
void pnr_bundle_sheet_fill_returns (PnrBundleSheet *self);
void pnr_bundle_sheet_fill_deal (PnrBundleSheet *self);
void pnr_bundle_sheet_fill_stock (PnrBundleSheet *self);
void pnr_bundle_sheet_fill_checks (PnrBundleSheet *self);

G_END_DECLS
