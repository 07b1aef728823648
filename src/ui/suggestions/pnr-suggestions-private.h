/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the page of suggestions, shared by its files. */
#pragma once

#include "drawing/pnr-rule-scatter.h"
#include "model/pnr-suggestion.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-job-view.h"
#include "ui/suggestions/pnr-suggestions-page.h"

G_BEGIN_DECLS

struct _PnrSuggestionsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  PnrJobView *job_view;
  AdwStatusPage *empty_page;
  GtkWidget *import_button;
  GtkWidget *relate_button;
  GtkDropDown *kind_drop_down;
  GtkLabel *count_label;
  GtkButton *accept_button;
  GtkMenuButton *reject_button;
  GMenuModel *reject_menu;
  PnrChartView *chart_view;
  GtkColumnView *view;
  GtkLabel *why_label;
  GMenuModel *row_menu;
  GtkWidget *menu;

  PnrSession *session;
  GListStore *suggestions;
  GHashTable *settled; /* keys of what is decided already */
  GtkFilter *filter;
  GtkFilterListModel *open;
  GtkMultiSelection *selection;
  PnrRuleScatter *scatter;
  guint settle_id;
  guint arrange_id;
  int width;
  gboolean is_stale;
  char *bar; /* what is asked of a pair, after a search */
};

GPtrArray *pnr_suggestions_page_list_selected (PnrSuggestionsPage *self);

/* Decisions. */
void pnr_suggestions_page_settle (PnrSuggestionsPage *self);
void pnr_suggestions_page_queue_settle (PnrSuggestionsPage *self);
gboolean pnr_suggestions_page_filter (gpointer item, gpointer user_data);
void pnr_suggestions_page_install_decisions (GtkWidgetClass *widget_class);

/* The table. */
char *pnr_suggestions_page_dup_pair (PnrSuggestion *suggestion);
void pnr_suggestions_page_add_columns (PnrSuggestionsPage *self);

/* Its rows. */
void pnr_suggestions_page_add_menu (PnrSuggestionsPage *self);
void pnr_suggestions_page_install_rows (GtkWidgetClass *widget_class);

G_END_DECLS
