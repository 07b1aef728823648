/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas's inside, shared by its picture, its gestures and its keys. */
#pragma once

#include "ui/relationships/pnr-canvas.h"

G_BEGIN_DECLS

typedef enum {
  PNR_CANVAS_DRAG_NONE,
  PNR_CANVAS_DRAG_PRESSED, /* not yet farther than the threshold */
  PNR_CANVAS_DRAG_MOVE,
  PNR_CANVAS_DRAG_CONNECT,
  PNR_CANVAS_DRAG_BAND,
  PNR_CANVAS_DRAG_PAN,
} PnrCanvasDrag;

struct _PnrCanvas {
  GtkWidget parent_instance;

  PnrSession *session;
  PnrBoardScene *scene;
  GtkWidget *chooser;
  GtkWidget *menu;

  /* The ground as it was last painted, and the part of the board it shows. */
  GdkTexture *ground;
  PnrBoardBox ground_box;
  double ground_zoom;
  guint rest_id;

  GHashTable *nodes; /* product id -> PnrCanvasNode */
  guint sync_id;

  PnrCanvasDrag drag;
  PnrBoardHit pressed;
  double press_x;
  double press_y;
  double view_x;
  double view_y;
  double pointer_x;
  double pointer_y;
  double pinch_factor;
  gboolean is_space_down;
  gboolean is_extending;

  gint64 from_id;
  gint64 to_id;
  gboolean is_connecting; /* by keyboard */
  GString *typed;
  gint64 typed_at;
  guint places_id;
  gboolean was_fitted;
};

void pnr_canvas_add_gestures (PnrCanvas *self);
void pnr_canvas_add_keys (PnrCanvas *self);
void pnr_canvas_view_changed (PnrCanvas *self);
void pnr_canvas_sync_nodes (PnrCanvas *self);
void pnr_canvas_focus_product (PnrCanvas *self, gint64 product_id);
void pnr_canvas_ask_kind (PnrCanvas *self, gint64 from_id, gint64 to_id, gboolean is_two_way);
void pnr_canvas_save_places (PnrCanvas *self, const char *name, gboolean is_selection);
void pnr_canvas_cancel_drag (PnrCanvas *self);
void pnr_canvas_show_menu (PnrCanvas *self, double x, double y);
gboolean pnr_canvas_is_writable (PnrCanvas *self);

G_END_DECLS
