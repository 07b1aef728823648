/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's inside, shared by its files. */
#pragma once

#include "ui/pnr-job-view.h"
#include "ui/pnr-toaster.h"
#include "ui/pnr-window.h"

G_BEGIN_DECLS

struct _PnrWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toast_overlay;
  GtkStack *root_stack;
  GtkMenuButton *start_menu_button;
  GMenuModel *start_menu;
  GtkMenuButton *primary_menu_button;
  GMenuModel *primary_menu;
  GtkBox *start_box;
  GtkWidget *start_page;
  PnrJobView *job_view;
  AdwStatusPage *problem_page;
  GtkWidget *table_button;
  GtkWidget *restore_button;
  GtkWidget *rescue_button;

  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *content;
  GtkListBox *section_list;
  AdwWindowTitle *plan_title;
  AdwWindowTitle *page_title;
  GtkButton *undo_button;
  GtkButton *redo_button;
  GtkRevealer *read_only_revealer;
  GtkLabel *read_only_label;
  GtkRevealer *unsaved_revealer;
  GtkLabel *unsaved_label;
  GtkWidget *save_copy_button;
  GtkRevealer *lost_revealer;
  GtkLabel *lost_label;
  GtkWidget *reload_button;
  GtkStack *page_stack;
  GtkWidget *drop_hint;
  AdwStatusPage *drop_page;

  GSettings *settings;
  GFile *file;
  guint opening_id;
  PnrSession *session;
  PnrToaster *toaster;
  GFile *table;               /* that was opened and is no plan, perhaps to be imported */
  char *damaged_path;         /* of the plan that could not be opened */
  char *made_path;            /* of what is made in its stead */
  PnrProgress *walk_progress; /* of undo and redo under way */
  guint n_walks;
  guint walk_show_id;
  GFileMonitor *monitor; /* of the plan's file */
  guint look_id;
  guint leave_id;
  GApplication *left;          /* by a window that is taken apart */
  char *page_to_show;          /* when the plan is open again */
  GListModel *files_to_import; /* when the plan is open */
  gboolean may_close;
  gboolean is_painted; /* the first frame, as far as opening a plan waits for it */
};

void pnr_window_leave (PnrWindow *self);
void pnr_window_end_leaving (PnrWindow *self);
void pnr_window_install_actions (PnrWindow *self);
void pnr_window_install_going (PnrWindow *self);
void pnr_window_keys_keep (GtkWindow *window);
void pnr_window_keys_pass (GtkWindow *window, GtkStack *pages);
void pnr_window_update_actions (PnrWindow *self);
void pnr_window_undo (PnrWindow *self);
void pnr_window_redo (PnrWindow *self);
void pnr_window_watch_walks (PnrWindow *self);
void pnr_window_leave_walks (PnrWindow *self);
void pnr_window_save_copy (PnrWindow *self);
void pnr_window_show_snapshots (PnrWindow *self);
void pnr_window_offer_older_state (PnrWindow *self);
void pnr_window_restore_damaged (PnrWindow *self);
void pnr_window_rescue_damaged (PnrWindow *self);
void pnr_window_say_problem (PnrWindow *self, const GError *error);
void pnr_window_show_page (PnrWindow *self, const char *name);
void pnr_window_watch_saving (PnrWindow *self);
void pnr_window_watch_file (PnrWindow *self);
void pnr_window_leave_file (PnrWindow *self);
void pnr_window_reload (PnrWindow *self);
gboolean pnr_window_ask_before_closing (PnrWindow *self);

G_END_DECLS
