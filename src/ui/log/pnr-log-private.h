/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of the page of the log, shared by its files. */
#pragma once

#include "ui/log/pnr-log-filter.h"
#include "ui/log/pnr-log-list.h"
#include "ui/log/pnr-log-page.h"
#include "ui/pnr-gradual-list.h"

G_BEGIN_DECLS

struct _PnrLogPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSearchEntry *search_entry;
  GtkMenuButton *filter_button;
  GtkLabel *count_label;
  GtkColumnView *view;
  GtkLabel *what_label;
  GtkLabel *who_label;
  GtkLabel *why_label;
  GtkLabel *outlook_label;
  GtkPopover *row_menu;

  PnrSession *session;
  PnrLogList *list;
  PnrLogFilter *filter;
  GtkFilterListModel *filtered;
  PnrGradualList *rows;
  GtkMultiSelection *selection;
  GDateTime *now;
  GArray *kept_ids;
  char *state;
  char *period;
  int width;
  guint refresh_id;
  guint arrange_id;
  gboolean is_stale;
  gboolean is_changing;
};

GPtrArray *pnr_log_page_list_selected (PnrLogPage *self);
void pnr_log_page_selection_changed (PnrLogPage *self);
void pnr_log_page_activate_row (PnrLogPage *self, guint position);
void pnr_log_page_add_menu (PnrLogPage *self);
void pnr_log_page_install_choice (GtkWidgetClass *widget_class);

G_END_DECLS
