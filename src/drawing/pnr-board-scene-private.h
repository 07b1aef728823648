/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scene, its painter and its guide share: cards, links and hulls by number. */
#pragma once

#include "drawing/pnr-board-blob.h"
#include "drawing/pnr-board-grid.h"
#include "drawing/pnr-board-scene.h"
#include "drawing/pnr-pen.h"
#include "model/pnr-bundle.h"
#include "model/pnr-place.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"

G_BEGIN_DECLS

#define PNR_BOARD_HULL_ROOM 20.0
#define PNR_BOARD_HULL_HEAD 22.0
#define PNR_BOARD_LINE_APART 12.0

/* Below these zooms: no lettering and no round corners; no dashes; blocks and hairlines only. */
#define PNR_BOARD_SCALE_FOR_WORDS 0.5
#define PNR_BOARD_SCALE_FOR_DASHES 0.3
#define PNR_BOARD_SCALE_FOR_CARDS 0.2

/* @links: guint, numbers of the links that begin or end here. The layouts are kept until the
 * lettering or the product changes. */
typedef struct {
  gint64 id;
  PnrProduct *product;
  double x;
  double y;
  gboolean is_placed;
  gboolean is_selected;
  GArray *links;
  PangoLayout *name;
  PangoLayout *detail;
} PnrBoardCard;

/* @shift: how far beside the straight way, so that links between the same two do not cover each
 * other. */
typedef struct {
  gint64 id;
  PnrRelation *relation;
  guint from;
  guint to;
  PnrRelationKind kind;
  gboolean is_two_way;
  gboolean is_selected;
  double shift;
  double x1;
  double y1;
  double x2;
  double y2;
} PnrBoardLine;

/* @blob: its outline, with @box round it and @name_box for its name; NULL until somebody looks. */
typedef struct {
  gint64 id;
  PnrBundle *bundle;
  GArray *cards;
  PnrBoardBlob *blob;
  PnrBoardBox box;
  PnrBoardBox name_box;
} PnrBoardHull;

struct _PnrBoardScene {
  GObject parent_instance;

  GListModel *products;
  GListModel *relations;
  GListModel *bundles;
  GListModel *places;
  char *board;
  char *currency;

  gboolean is_stale;
  GArray *cards;
  GArray *lines;
  GArray *hulls;
  GHashTable *card_numbers;
  GHashTable *line_numbers;
  PnrBoardGrid *card_grid;
  PnrBoardGrid *line_grid;
  GArray *found;

  double view_x;
  double view_y;
  double zoom;

  gint64 *kept_products;
  guint n_kept_products;
  gint64 *kept_relations;
  guint n_kept_relations;

  PnrBoardHit hover;
  gint64 focus;
  gboolean is_focus_shown;
  gboolean has_ports;
  gboolean has_band;
  PnrBoardBox band;
  gint64 connection_from;
  PnrRelationKind connection_kind;
  double connection_x;
  double connection_y;
  gboolean is_dragging;
  double drag_x;
  double drag_y;

  const char *font_family;
  double font_size;
  PangoLayout *letters[PNR_PALETTE_N_RELATIONS];
  cairo_surface_t *stamps[PNR_PALETTE_N_RELATIONS];
  double stamp_scale;
  double stamp_pixels;
  PnrPalette stamp_palette;
};

void pnr_board_scene_ensure (PnrBoardScene *self);
void pnr_board_scene_index (PnrBoardScene *self);
void pnr_board_scene_find_room_for_drag (PnrBoardScene *self);
void pnr_board_scene_lay_out (PnrBoardScene *self, PnrBoardLayout layout, const gboolean *is_kept);
gboolean pnr_board_scene_is_on_board (PnrBoardScene *self, PnrPlace *place);
gboolean pnr_board_scene_find_number (GHashTable *numbers, gint64 id, guint *number);
void pnr_board_hull_clear (gpointer data);
void pnr_board_scene_overlay_changed (PnrBoardScene *self);
void pnr_board_scene_selection_changed (PnrBoardScene *self);
gint64 *pnr_board_scene_list_selected (PnrBoardScene *self, PnrBoardPart part, guint *n_selected);
PnrBoardCard *pnr_board_scene_get_card (PnrBoardScene *self, guint number);
PnrBoardLine *pnr_board_scene_get_line (PnrBoardScene *self, guint number);
PnrBoardHull *pnr_board_scene_get_hull (PnrBoardScene *self, guint number);
gboolean pnr_board_scene_find_card (PnrBoardScene *self, gint64 product_id, guint *number);
gboolean pnr_board_scene_find_line (PnrBoardScene *self, gint64 relation_id, guint *number);
PnrBoardBox pnr_board_scene_card_box (const PnrBoardCard *card);
PnrBoardBox pnr_board_scene_line_box (const PnrBoardLine *line);
const PnrBoardBlob *pnr_board_scene_get_blob (PnrBoardScene *self, PnrBoardHull *hull);
void pnr_board_scene_forget_blobs (PnrBoardScene *self);
PnrBoardBox pnr_board_scene_hull_box (PnrBoardScene *self, PnrBoardHull *hull);
void pnr_board_scene_aim (PnrBoardScene *self, PnrBoardLine *line, double dx1, double dy1,
                          double dx2, double dy2);
gboolean pnr_board_scene_aim_at (PnrBoardScene *self, PnrBoardLine *line, double x, double y,
                                 double scale);
char *pnr_board_scene_dup_detail (PnrBoardScene *self, PnrProduct *product);
void pnr_board_scene_paint_line (PnrBoardScene *self, cairo_t *cr, const PnrBoardLine *line,
                                 const PnrBoardBox *view, double scale, double line_width,
                                 const PnrPalette *palette);
void pnr_board_scene_paint_lines (PnrBoardScene *self, cairo_t *cr, const PnrBoardBox *view,
                                  double scale, const PnrPalette *palette);
void pnr_board_line_place_letter (const PnrBoardLine *line, double *x, double *y);
const char *pnr_board_kind_letter (PnrRelationKind kind);
const double *pnr_board_kind_dashes (PnrRelationKind kind, int *n_dashes);

G_END_DECLS
