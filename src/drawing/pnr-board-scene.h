/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationship picture as a scene: cards, links and hulls, what is where, what is selected. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "drawing/pnr-board-layout.h"
#include "drawing/pnr-palette.h"
#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* Board units are pixels at zoom 1. */
#define PNR_BOARD_CARD_WIDTH 168.0
#define PNR_BOARD_CARD_HEIGHT 56.0
#define PNR_BOARD_STEP 8.0
#define PNR_BOARD_ZOOM_LEAST 0.05
#define PNR_BOARD_ZOOM_MOST 4.0

/* Port: the rim of a card, from which a new relation is pulled. */
typedef enum {
  PNR_BOARD_PART_NONE,
  PNR_BOARD_PART_PRODUCT,
  PNR_BOARD_PART_PORT,
  PNR_BOARD_PART_RELATION,
  PNR_BOARD_PART_BUNDLE,
} PnrBoardPart;

/* @id: of the product (also for a port), the relation or the bundle; 0 for none. */
typedef struct {
  PnrBoardPart part;
  gint64 id;
} PnrBoardHit;

typedef struct {
  double x;
  double y;
  double width;
  double height;
} PnrBoardBox;

typedef enum {
  PNR_BOARD_LEFT,
  PNR_BOARD_RIGHT,
  PNR_BOARD_UP,
  PNR_BOARD_DOWN,
} PnrBoardDirection;

#define PNR_TYPE_BOARD_SCENE (pnr_board_scene_get_type ())
G_DECLARE_FINAL_TYPE (PnrBoardScene, pnr_board_scene, PNR, BOARD_SCENE, GObject)

/* Signals: "ground-changed" (repaint everything), "overlay-changed" (repaint the overlay only),
 * "selection-changed". All arrive on the thread that changed the scene. */

PnrBoardScene *pnr_board_scene_new (void);

/* What it shows. The lists are followed; products, relations, bundles and places by PnrNounList or
 * any other GListModel of these nouns. A NULL @board stands for all places. */
void pnr_board_scene_set_lists (PnrBoardScene *self, GListModel *products, GListModel *relations,
                                GListModel *bundles, GListModel *places, const char *board);
void pnr_board_scene_set_currency (PnrBoardScene *self, const char *currency);

guint pnr_board_scene_get_n_products (PnrBoardScene *self);
gint64 pnr_board_scene_get_product_id (PnrBoardScene *self, guint index);
guint pnr_board_scene_get_n_relations (PnrBoardScene *self);
guint pnr_board_scene_get_n_bundles (PnrBoardScene *self);
gint64 pnr_board_scene_get_bundle_id (PnrBoardScene *self, guint index);

/* Where things are, in board units. */
gboolean pnr_board_scene_get_product_box (PnrBoardScene *self, gint64 product_id, PnrBoardBox *box);
gboolean pnr_board_scene_get_bundle_box (PnrBoardScene *self, gint64 bundle_id, PnrBoardBox *box);
gboolean pnr_board_scene_is_placed (PnrBoardScene *self, gint64 product_id);
void pnr_board_scene_get_bounds (PnrBoardScene *self, PnrBoardBox *bounds);
gboolean pnr_board_scene_get_largest_bounds (PnrBoardScene *self, PnrBoardBox *bounds);
gboolean pnr_board_scene_get_selection_bounds (PnrBoardScene *self, PnrBoardBox *bounds);
gint64 *pnr_board_scene_dup_products_in (PnrBoardScene *self, const PnrBoardBox *box,
                                         guint *n_products);
void pnr_board_scene_find_room (PnrBoardScene *self, gint64 product_id, double *x, double *y);
double pnr_board_snap (double coordinate);

/* Moves a card for now; the plan's place wins as soon as it changes. */
void pnr_board_scene_move_product (PnrBoardScene *self, gint64 product_id, double x, double y);
/* Computes new corners for all cards (or, when @is_selection, the selected ones); the caller saves
 * them to the plan from get_product_box(). */
void pnr_board_scene_arrange (PnrBoardScene *self, PnrBoardLayout layout, gboolean is_selection);

/* The view: the board point in the top left corner of the window, and window pixels per unit. */
void pnr_board_scene_get_view (PnrBoardScene *self, double *x, double *y, double *zoom);
void pnr_board_scene_set_view (PnrBoardScene *self, double x, double y, double zoom);
void pnr_board_scene_zoom_at (PnrBoardScene *self, double view_x, double view_y, double factor);
void pnr_board_scene_fit (PnrBoardScene *self, const PnrBoardBox *box, double view_width,
                          double view_height);
/* As fit, but never smaller than @least; what does not fit then is shown round @middle. */
void pnr_board_scene_fit_readable (PnrBoardScene *self, const PnrBoardBox *box,
                                   const PnrBoardBox *middle, double least, double view_width,
                                   double view_height);
void pnr_board_scene_to_board (PnrBoardScene *self, double view_x, double view_y, double *x,
                               double *y);
void pnr_board_scene_to_view (PnrBoardScene *self, double x, double y, double *view_x,
                              double *view_y);

/* What is under a board point; @scale is the zoom it is looked at with. */
PnrBoardHit pnr_board_scene_hit (PnrBoardScene *self, double x, double y, double scale);

/* Selection. */
gboolean pnr_board_scene_is_selected (PnrBoardScene *self, PnrBoardPart part, gint64 id);
void pnr_board_scene_set_selected (PnrBoardScene *self, PnrBoardPart part, gint64 id,
                                   gboolean is_selected);
void pnr_board_scene_select_only (PnrBoardScene *self, PnrBoardPart part, gint64 id);
void pnr_board_scene_select_all (PnrBoardScene *self);
void pnr_board_scene_select_none (PnrBoardScene *self);
void pnr_board_scene_select_in (PnrBoardScene *self, const PnrBoardBox *box, gboolean is_extending);
/* A gesture keeps the selection when it begins, and goes on from there or back to it. */
void pnr_board_scene_keep_selection (PnrBoardScene *self);
void pnr_board_scene_recall_selection (PnrBoardScene *self);
guint pnr_board_scene_get_n_selected (PnrBoardScene *self, PnrBoardPart part);
gint64 *pnr_board_scene_dup_selected (PnrBoardScene *self, PnrBoardPart part, guint *n_selected);

/* What the overlay shows for the moment. */
void pnr_board_scene_set_hover (PnrBoardScene *self, PnrBoardHit hover);
void pnr_board_scene_set_focus (PnrBoardScene *self, gint64 product_id);
gint64 pnr_board_scene_get_focus (PnrBoardScene *self);
/* Whether the keyboard is at work on the board; a pointer needs no mark of where it is. */
void pnr_board_scene_show_focus (PnrBoardScene *self, gboolean is_shown);
/* Whether links may be pulled: hovered cards then offer where from. */
void pnr_board_scene_show_ports (PnrBoardScene *self, gboolean is_shown);
void pnr_board_scene_set_band (PnrBoardScene *self, const PnrBoardBox *band);
void pnr_board_scene_set_connection (PnrBoardScene *self, gint64 from_id, PnrRelationKind kind,
                                     double x, double y);
void pnr_board_scene_clear_connection (PnrBoardScene *self);

/* A drag lifts the selected cards and their links from the ground into the overlay. */
void pnr_board_scene_begin_drag (PnrBoardScene *self);
void pnr_board_scene_set_drag_offset (PnrBoardScene *self, double dx, double dy);
void pnr_board_scene_end_drag (PnrBoardScene *self, gboolean is_kept);
gboolean pnr_board_scene_is_dragging (PnrBoardScene *self);

/* Walking with the keyboard; 0 where there is nothing. */
gint64 pnr_board_scene_find_neighbour (PnrBoardScene *self, gint64 product_id,
                                       PnrBoardDirection direction);
gint64 pnr_board_scene_find_linked (PnrBoardScene *self, gint64 product_id,
                                    PnrBoardDirection direction);
gint64 pnr_board_scene_find_by_name (PnrBoardScene *self, const char *text, gint64 after_id);

/* Words for screen readers and tooltips. */
char *pnr_board_scene_dup_product_label (PnrBoardScene *self, gint64 product_id);
char *pnr_board_scene_dup_relation_label (PnrBoardScene *self, gint64 relation_id);
char *pnr_board_scene_dup_bundle_label (PnrBoardScene *self, gint64 bundle_id);
char *pnr_board_scene_dup_description (PnrBoardScene *self);

/* @x to @height: the part of the board that lands on the picture, whose origin is its top left
 * corner; @scale: picture units per board unit. */
void pnr_board_scene_paint_ground (PnrBoardScene *self, cairo_t *cr, double x, double y,
                                   double width, double height, double scale,
                                   const PnrPalette *palette);
void pnr_board_scene_paint_overlay (PnrBoardScene *self, cairo_t *cr, double x, double y,
                                    double width, double height, double scale,
                                    const PnrPalette *palette);

G_END_DECLS
