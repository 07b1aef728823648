/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kept picture of cards and links: larger than the view, shifted while panning, repainted in
 * slices. */
#include "config.h"

#include "ui/relationships/pnr-canvas-ground.h"

/* Pixels round the view that are painted before they are seen. */
#define BORDER 400
/* The border left at which the next picture is begun. */
#define BORDER_LEAST 120
#define N_BANDS 24
/* A picture that was painted faster than this is painted at once. */
#define QUICK_US 7000

typedef struct {
  cairo_surface_t *surface;
  double x;
  double y;
  double zoom;
  int width;
  int height;
} PnrGroundPicture;

/* The window's last frame still refers to the picture that was shown before; Cairo would copy it
 * whole if it went now. And memory that was painted on before costs nothing to get again. So it is
 * kept, to be painted over when the next picture is due. */
struct _PnrCanvasGround {
  PnrBoardScene *scene;
  PnrPalette palette;
  PnrGroundPicture shown;
  PnrGroundPicture coming;
  PnrGroundPicture spare;
  guint band;
  gint64 spent_us;
  gint64 last_cost_us;
  int pixel_scale;
  gboolean is_stale;
};

static void
pnr_ground_picture_clear (PnrGroundPicture *picture)
{
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
}

static void
pnr_ground_picture_hand_over (PnrGroundPicture *from, PnrGroundPicture *to)
{
  if (from->surface == NULL)
    return;
  pnr_ground_picture_clear (to);
  *to = *from;
  from->surface = NULL;
}

PnrCanvasGround *
pnr_canvas_ground_new (PnrBoardScene *scene)
{
  PnrCanvasGround *self = g_new0 (PnrCanvasGround, 1);

  self->scene = g_object_ref (scene);
  self->palette = pnr_palette_light ();
  self->pixel_scale = 1;
  return self;
}

void
pnr_canvas_ground_free (PnrCanvasGround *self)
{
  pnr_ground_picture_clear (&self->shown);
  pnr_ground_picture_clear (&self->coming);
  pnr_ground_picture_clear (&self->spare);
  g_object_unref (self->scene);
  g_free (self);
}

void
pnr_canvas_ground_set_palette (PnrCanvasGround *self, const PnrPalette *palette)
{
  self->palette = *palette;
  pnr_ground_picture_hand_over (&self->shown, &self->spare);
  pnr_canvas_ground_invalidate (self);
}

void
pnr_canvas_ground_invalidate (PnrCanvasGround *self)
{
  self->is_stale = TRUE;
  pnr_ground_picture_hand_over (&self->coming, &self->spare);
}

/* The surface of the spare picture, where that has the size. */
static cairo_surface_t *
pnr_canvas_ground_take_surface (PnrCanvasGround *self, int width, int height)
{
  PnrGroundPicture *spare = &self->spare;
  cairo_surface_t *surface;

  if (spare->surface != NULL && cairo_image_surface_get_width (spare->surface) == width
      && cairo_image_surface_get_height (spare->surface) == height)
    return g_steal_pointer (&spare->surface);
  pnr_ground_picture_clear (spare);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_set_device_scale (surface, self->pixel_scale, self->pixel_scale);
  return surface;
}

static void
pnr_canvas_ground_begin (PnrCanvasGround *self, int width, int height)
{
  PnrGroundPicture *coming = &self->coming;
  double x, y, zoom;

  pnr_ground_picture_hand_over (coming, &self->spare);
  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  coming->width = width + 2 * BORDER;
  coming->height = height + 2 * BORDER;
  coming->zoom = zoom;
  /* Whole pixels, so that a shifted picture stays sharp. */
  coming->x = x - BORDER / zoom;
  coming->y = y - BORDER / zoom;
  coming->surface = pnr_canvas_ground_take_surface (self, coming->width * self->pixel_scale,
                                                    coming->height * self->pixel_scale);
  self->band = 0;
  self->spent_us = 0;
  self->is_stale = FALSE;
}

static void
pnr_canvas_ground_paint_band (PnrCanvasGround *self)
{
  PnrGroundPicture *coming = &self->coming;
  int step = (coming->height + N_BANDS - 1) / N_BANDS;
  int top = step * (int) self->band;
  cairo_t *cr;

  if (top < coming->height) {
    cr = cairo_create (coming->surface);
    cairo_translate (cr, 0.0, top);
    cairo_rectangle (cr, 0.0, 0.0, coming->width, step);
    cairo_clip (cr);
    pnr_board_scene_paint_ground (self->scene, cr, coming->x, coming->y + top / coming->zoom,
                                  coming->width / coming->zoom, step / coming->zoom, coming->zoom,
                                  &self->palette);
    cairo_destroy (cr);
  }
  self->band++;
}

/**
 * pnr_canvas_ground_advance:
 * @self: a ground
 * @budget_us: microseconds to spend now, at least one slice is painted
 *
 * Returns: whether there is more to paint
 */
gboolean
pnr_canvas_ground_advance (PnrCanvasGround *self, gint64 budget_us)
{
  gint64 begin = g_get_monotonic_time ();
  gint64 spent = 0;

  if (self->coming.surface == NULL)
    return FALSE;
  while (self->band < N_BANDS && spent <= budget_us) {
    pnr_canvas_ground_paint_band (self);
    spent = g_get_monotonic_time () - begin;
  }
  self->spent_us += spent;
  if (self->band < N_BANDS)
    return TRUE;
  pnr_ground_picture_hand_over (&self->shown, &self->spare);
  pnr_ground_picture_hand_over (&self->coming, &self->shown);
  self->last_cost_us = self->spent_us;
  return FALSE;
}

/* The pixels of border that are left on the narrowest side; negative where the view is bare. */
static double
pnr_canvas_ground_get_room (PnrCanvasGround *self, int width, int height)
{
  const PnrGroundPicture *shown = &self->shown;
  double x, y, zoom, left, top, right, bottom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  left = (x - shown->x) * zoom;
  top = (y - shown->y) * zoom;
  right = shown->width * zoom / shown->zoom - left - width;
  bottom = shown->height * zoom / shown->zoom - top - height;
  return MIN (MIN (left, right), MIN (top, bottom));
}

/**
 * pnr_canvas_ground_prepare:
 * @self: a ground
 * @width: of the view, in pixels
 * @height: of the view, in pixels
 * @pixel_scale: device pixels per pixel
 * @is_zooming: whether the wheel is still turning, when the old picture is scaled instead
 *
 * Returns: whether pnr_canvas_ground_advance() has to be called until it is done
 */
gboolean
pnr_canvas_ground_prepare (PnrCanvasGround *self, int width, int height, int pixel_scale,
                           gboolean is_zooming)
{
  double x, y, zoom, room;
  gboolean is_due;

  if (pixel_scale != self->pixel_scale) {
    self->pixel_scale = pixel_scale;
    pnr_ground_picture_hand_over (&self->shown, &self->spare);
    pnr_canvas_ground_invalidate (self);
    pnr_ground_picture_clear (&self->spare);
  }
  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  if (self->coming.surface != NULL && self->coming.zoom != zoom)
    pnr_canvas_ground_invalidate (self);
  if (self->shown.surface == NULL) {
    is_due = TRUE;
  } else {
    room = pnr_canvas_ground_get_room (self, width, height);
    is_due = self->is_stale
             || (is_zooming ? room < -1.0 : room < BORDER_LEAST || zoom != self->shown.zoom);
  }
  if (self->coming.surface == NULL && is_due)
    pnr_canvas_ground_begin (self, width, height);
  if (self->coming.surface == NULL)
    return FALSE;
  return self->last_cost_us > 0 && self->last_cost_us < QUICK_US
             ? pnr_canvas_ground_advance (self, G_MAXINT64)
             : TRUE;
}

void
pnr_canvas_ground_show (PnrCanvasGround *self, cairo_t *cr)
{
  double x, y, zoom, factor;

  cairo_set_source_rgb (cr, self->palette.background.red, self->palette.background.green,
                        self->palette.background.blue);
  cairo_paint (cr);
  if (self->shown.surface == NULL)
    return;
  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  factor = zoom / self->shown.zoom;
  cairo_save (cr);
  cairo_translate (cr, (self->shown.x - x) * zoom, (self->shown.y - y) * zoom);
  cairo_scale (cr, factor, factor);
  cairo_set_source_surface (cr, self->shown.surface, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            factor == 1.0 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_restore (cr);
}
