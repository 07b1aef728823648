/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas's inside, shared by its files: painting, pointer, keyboard, edits. */
#pragma once

#include "ui/relationships/pnr-canvas-ground.h"
#include "ui/relationships/pnr-canvas.h"

G_BEGIN_DECLS

#define PNR_CANVAS_THRESHOLD 8.0

/* What the pressed pointer is doing. Waiting: not moved far enough to mean anything. From banding
 * on, the view follows a pointer that leaves it. */
typedef enum {
  PNR_CANVAS_IDLE,
  PNR_CANVAS_WAITING,
  PNR_CANVAS_PANNING,
  PNR_CANVAS_BANDING,
  PNR_CANVAS_MOVING,
  PNR_CANVAS_CONNECTING,
} PnrCanvasMode;

struct _PnrCanvas {
  GtkWidget parent_instance;

  PnrSession *session;
  PnrBoardScene *scene;
  PnrCanvasGround *ground;
  PnrPalette palette;
  GHashTable *proxies;
  GHashTable *first_spots;
  GtkWidget *chooser;
  GtkWidget *menu;
  GtkWidget *hint;

  /* Pointer. */
  PnrCanvasMode mode;
  PnrCanvasMode wanted_mode;
  GtkGesture *drag;
  PnrBoardHit pressed;
  gboolean is_pressed_selected;
  gboolean is_extending;
  double start_x;
  double start_y;
  double press_x;
  double press_y;
  double press_view_x;
  double press_view_y;
  double pointer_x;
  double pointer_y;
  double pinch_factor;
  gboolean is_space_held;
  gboolean has_space_panned;

  /* Keyboard. */
  gboolean is_linking;
  gint64 link_from_id;
  GString *typed;
  guint typed_source;
  guint run_source;
  int run_x;
  int run_y;

  /* The relation that the chooser asks about. */
  gint64 asked_from_id;
  gint64 asked_to_id;

  /* What waits for the next frame, or for the view to rest. */
  guint tick;
  guint edge_tick;
  gint64 edge_time;
  guint rest_source;
  guint proxies_source;
  int seen_width;
  int seen_height;
  gboolean is_zooming;
  gboolean is_settling;
  gboolean is_unsettled;
  gboolean is_fitted;
  gboolean is_taking_product;
  gint64 wanted_id;
};

void pnr_canvas_install_pointer (PnrCanvas *self);
PnrBoardHit pnr_canvas_hit (PnrCanvas *self, double view_x, double view_y);
gboolean pnr_canvas_is_on_card (PnrBoardHit hit);
void pnr_canvas_update_cursor (PnrCanvas *self);
void pnr_canvas_select_bundle (PnrCanvas *self, gint64 bundle_id, gboolean is_extending);
void pnr_canvas_select_pressed (PnrCanvas *self, PnrBoardHit hit);
void pnr_canvas_take_keyboard (PnrCanvas *self, PnrBoardHit hit);
void pnr_canvas_cancel_drag (PnrCanvas *self);

void pnr_canvas_class_install_keys (GtkWidgetClass *widget_class);
void pnr_canvas_install_keys (PnrCanvas *self);
void pnr_canvas_end_run (PnrCanvas *self, gboolean is_kept);
gboolean pnr_canvas_leave_link (PnrCanvas *self);

void pnr_canvas_class_install_actions (GtkWidgetClass *widget_class);
gboolean pnr_canvas_is_editable (PnrCanvas *self);
void pnr_canvas_update_actions (PnrCanvas *self);
void pnr_canvas_ask_kind (PnrCanvas *self, gint64 from_id, gint64 to_id, double view_x,
                          double view_y, gboolean is_two_way);
void pnr_canvas_keep_moved (PnrCanvas *self);
void pnr_canvas_show_menu (PnrCanvas *self, double view_x, double view_y);
void pnr_canvas_open (PnrCanvas *self);

void pnr_canvas_expect_beside (PnrCanvas *self, gint64 id, gint64 neighbour_id);
void pnr_canvas_pan (PnrCanvas *self, double dx, double dy);
void pnr_canvas_zoom_at (PnrCanvas *self, double view_x, double view_y, double factor);
void pnr_canvas_fit (PnrCanvas *self, const PnrBoardBox *box);
void pnr_canvas_reveal (PnrCanvas *self, const PnrBoardBox *box);
void pnr_canvas_hint (PnrCanvas *self, const char *text);
PnrBoardBox pnr_canvas_get_view_box (PnrCanvas *self);

void pnr_canvas_update_proxies (PnrCanvas *self);
GtkWidget *pnr_canvas_ensure_proxy (PnrCanvas *self, gint64 id);
void pnr_canvas_describe_proxy (PnrCanvas *self, gint64 id);
void pnr_canvas_allocate_proxies (PnrCanvas *self);

void pnr_canvas_find_free_spot (PnrCanvas *self, gint64 own_id, double *x, double *y);
void pnr_canvas_remember_spot (PnrCanvas *self, gint64 id, double x, double y);
void pnr_canvas_settle (PnrCanvas *self);

void pnr_canvas_wait_for_rest (PnrCanvas *self);
void pnr_canvas_fit_first (PnrCanvas *self, int width, int height);
void pnr_canvas_keep_in_view (PnrCanvas *self);

G_END_DECLS
