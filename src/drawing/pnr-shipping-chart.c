/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shipping against the size of an order: its cliffs, the share of a piece, and how usual sizes are.
 */
#include "config.h"

#include "drawing/pnr-shipping-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-mark.h"
#include "drawing/pnr-value-axis.h"

#include <glib/gi18n.h>
#include <math.h>

#define ORDERS_SHARE 0.24
#define RADIUS 4.5

typedef struct {
  double legend_y;
  double left;
  double right;
  double top;
  double bottom;
  double orders_top;
  double orders_bottom;
  double column;
  PnrAxis money;
  double money_divisor;
  PnrAxis orders;
} ShippingGround;

struct _PnrShippingChart {
  PnrChart parent_instance;

  PnrShippingCurve *curve;
};

G_DEFINE_FINAL_TYPE (PnrShippingChart, pnr_shipping_chart, PNR_TYPE_CHART)

static const PnrShippingPoint *
get_point (PnrShippingChart *self, guint index)
{
  return &g_array_index (self->curve->points, PnrShippingPoint, index);
}

/* An axis of zeros would say that shipping was looked at and costs nothing. */
static gboolean
pnr_shipping_chart_is_free (PnrShippingCurve *curve)
{
  for (guint i = 0; i < curve->points->len; i++)
    if (g_array_index (curve->points, PnrShippingPoint, i).ship_minor != 0)
      return FALSE;
  return TRUE;
}

static gboolean
pnr_shipping_chart_is_empty (PnrShippingChart *self)
{
  return self->curve == NULL || self->curve->n_orders == 0
         || pnr_shipping_chart_is_free (self->curve);
}

static double
get_per_piece (const PnrShippingPoint *point)
{
  return (double) point->ship_minor / (double) point->units;
}

static ShippingGround
lay_out (PnrShippingChart *self, PnrPen *pen, double width, double height)
{
  ShippingGround ground = { 0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double most = 0.0, most_orders = 1.0, room;

  for (guint i = 0; i < self->curve->points->len; i++) {
    most = MAX (most, (double) get_point (self, i)->ship_minor);
    most_orders = MAX (most_orders, (double) get_point (self, i)->n_orders);
  }
  ground.legend_y = pnr_chart_head (PNR_CHART (self), pen, width, height);
  ground.top = ground.legend_y + 2.0 * line + 12.0;
  ground.orders_bottom = MAX (height - PNR_CHART_MARGIN / 2.0 - 2.0 * line - 8.0, ground.top + 8.0);
  room = ground.orders_bottom - ground.top;
  ground.orders_top = ground.orders_bottom - room * ORDERS_SHARE;
  ground.bottom = MAX (ground.orders_top - line - 10.0, ground.top + 4.0);
  ground.money = pnr_axis_linear (0.0, MAX (most, 1.0), ground.bottom, ground.top,
                                  (guint) CLAMP (room / (line * 3.5), 1.0, 6.0), TRUE);
  ground.money_divisor = pnr_value_axis_choose_divisor (self->curve->currency, 0.0, most);
  ground.orders =
      pnr_axis_linear (0.0, most_orders, ground.orders_bottom, ground.orders_top, 2, FALSE);
  ground.left =
      PNR_CHART_MARGIN + 8.0 + pnr_value_axis_measure (pen, &ground.money, ground.money_divisor);
  ground.right = MAX (width - PNR_CHART_MARGIN, ground.left + 8.0);
  ground.column = (ground.right - ground.left) / self->curve->points->len;
  return ground;
}

static double
get_x (const ShippingGround *ground, guint index)
{
  return ground->left + (index + 0.5) * ground->column;
}

static void
paint_steps (PnrShippingChart *self, PnrPen *pen, const ShippingGround *ground)
{
  for (guint i = 0; i < self->curve->points->len; i++) {
    const PnrShippingPoint *point = get_point (self, i);
    double y = pnr_axis_place (&ground->money, (double) point->ship_minor);
    double left = ground->left + i * ground->column;

    pnr_pen_line (pen, pen->palette->series[0], 2.5, left, y, left + ground->column, y);
    if (i == 0)
      continue;
    pnr_pen_line (pen, point->step_minor > 0 ? pen->palette->negative : pen->palette->series[0],
                  point->step_minor > 0 ? 3.0 : 1.0, left,
                  pnr_axis_place (&ground->money, (double) get_point (self, i - 1)->ship_minor),
                  left, y);
  }
}

static void
paint_shares (PnrShippingChart *self, PnrPen *pen, const ShippingGround *ground)
{
  guint n = self->curve->points->len;

  for (guint i = 1; i < n; i++)
    pnr_pen_line (pen, pen->palette->series[1], 1.5, get_x (ground, i - 1),
                  pnr_axis_place (&ground->money, get_per_piece (get_point (self, i - 1))),
                  get_x (ground, i),
                  pnr_axis_place (&ground->money, get_per_piece (get_point (self, i))));
  for (guint i = 0; i < n; i++)
    pnr_mark_paint (pen, pen->palette->series[1], 0, get_x (ground, i),
                    pnr_axis_place (&ground->money, get_per_piece (get_point (self, i))),
                    ground->column > 14.0 ? RADIUS : 2.5);
}

static void
paint_orders (PnrShippingChart *self, PnrPen *pen, const ShippingGround *ground)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double free_from = 0.0;

  pnr_pen_write (pen, _ ("Orders of this size in the history"), PNR_LETTERING_SMALL, palette->dim,
                 ground->left, ground->orders_top - line - 2.0, ground->right - ground->left, 0.0);
  for (guint i = 0; i < self->curve->points->len; i++) {
    const PnrShippingPoint *point = get_point (self, i);
    double y = pnr_axis_place (&ground->orders, (double) point->n_orders);
    g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT, point->units);
    double width;

    pnr_pen_set_colour (pen->cr, palette->outline);
    cairo_rectangle (pen->cr, ground->left + i * ground->column + 1.0, y,
                     MAX (ground->column - 2.0, 1.0), ground->orders_bottom - y);
    cairo_fill (pen->cr);
    pnr_pen_measure (pen, label, PNR_LETTERING_SMALL, &width, NULL);
    if (get_x (ground, i) - width / 2.0 < free_from)
      continue;
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, palette->dim, get_x (ground, i),
                   ground->orders_bottom + 4.0, 0.0, 0.5);
    free_from = get_x (ground, i) + width / 2.0 + 6.0;
  }
  pnr_pen_line (pen, palette->outline, 1.0, ground->left, floor (ground->orders_bottom) + 0.5,
                ground->right, floor (ground->orders_bottom) + 0.5);
  pnr_pen_write (pen, _ ("Pieces in the order"), PNR_LETTERING_SMALL, palette->dim,
                 (ground->left + ground->right) / 2.0, ground->orders_bottom + 4.0 + line,
                 ground->right - ground->left, 0.5);
}

static double
paint_key (PnrPen *pen, PnrColour colour, const char *text, double x, double y)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double width;

  pnr_pen_line (pen, colour, 2.5, x, y + line / 2.0, x + 18.0, y + line / 2.0);
  pnr_pen_write (pen, text, PNR_LETTERING_SMALL, pen->palette->dim, x + 24.0, y, 0.0, 0.0);
  pnr_pen_measure (pen, text, PNR_LETTERING_SMALL, &width, NULL);
  return x + 24.0 + width + 18.0;
}

static void
pnr_shipping_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                          const PnrPalette *palette)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  g_autofree char *title = NULL;
  ShippingGround ground;
  double x, line;

  if (pnr_shipping_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  line = pnr_pen_get_line_height (&pen, PNR_LETTERING_SMALL);
  title = pnr_value_axis_dup_title (_ ("Shipping"), self->curve->currency, ground.money_divisor);
  x = paint_key (&pen, palette->series[0], _ ("per order"), PNR_CHART_MARGIN, ground.legend_y);
  x = paint_key (&pen, palette->series[1], _ ("share of one piece"), x, ground.legend_y);
  paint_key (&pen, palette->negative, _ ("cliff"), x, ground.legend_y);
  pnr_pen_write (&pen, title, PNR_LETTERING_SMALL, palette->dim, PNR_CHART_MARGIN,
                 ground.legend_y + line + 4.0, ground.right - PNR_CHART_MARGIN, 0.0);
  pnr_value_axis_paint (&pen, &ground.money, ground.money_divisor, ground.left, ground.right);
  paint_steps (self, &pen, &ground);
  paint_shares (self, &pen, &ground);
  paint_orders (self, &pen, &ground);
}

static const char *
pnr_shipping_chart_get_title (PnrChart *chart)
{
  return _ ("Shipping against the size of an order");
}

static guint
count_cliffs (PnrShippingChart *self)
{
  guint n = 0;

  for (guint i = 0; i < self->curve->points->len; i++)
    n += get_point (self, i)->step_minor > 0;
  return n;
}

static char *
pnr_shipping_chart_dup_description (PnrChart *chart)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);
  const PnrShippingPoint *last;
  g_autofree char *one = NULL;
  g_autofree char *share = NULL;
  guint n_cliffs;

  if (self->curve == NULL || self->curve->n_orders == 0)
    return g_strdup (_ ("There are no orders to read sizes from."));
  last = get_point (self, self->curve->points->len - 1);
  if (pnr_shipping_chart_is_free (self->curve))
    return g_strdup (_ ("The scenario assumes that parcels cost nothing. Set its shipping costs to "
                        "see them here."));
  one = pnr_chart_dup_amount (get_per_piece (get_point (self, 0)), self->curve->currency);
  share = pnr_chart_dup_amount (get_per_piece (last), self->curve->currency);
  n_cliffs = count_cliffs (self);
  if (n_cliffs == 0)
    /* Translators: an amount, a number of pieces, an amount. */
    return g_strdup_printf (_ ("A single piece bears %s of shipping, each of %d pieces %s. No size "
                               "shown crosses a cliff."),
                            one, (int) last->units, share);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "A single piece bears %s of shipping, each of %d pieces %s; %u size crosses a "
                   "cliff.",
                   "A single piece bears %s of shipping, each of %d pieces %s; %u sizes cross a "
                   "cliff.",
                   n_cliffs),
      one, (int) last->units, share, n_cliffs);
}

static guint
pnr_shipping_chart_get_n_points (PnrChart *chart)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);

  return pnr_shipping_chart_is_empty (self) ? 0 : self->curve->points->len;
}

static gboolean
pnr_shipping_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                       double *x, double *y)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  ShippingGround ground = lay_out (self, &pen, width, height);

  *x = get_x (&ground, index);
  *y = pnr_axis_place (&ground.money, (double) get_point (self, index)->ship_minor);
  return TRUE;
}

static char *
dup_share_of_orders (PnrShippingChart *self, const PnrShippingPoint *point)
{
  return g_strdup_printf (_ ("%.1f %%"),
                          100.0 * (double) point->n_orders / (double) self->curve->n_orders);
}

static char *
pnr_shipping_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);
  const PnrShippingPoint *point = get_point (self, index);
  g_autofree char *ship = pnr_money_format (point->ship_minor, self->curve->currency);
  g_autofree char *piece = pnr_chart_dup_amount (get_per_piece (point), self->curve->currency);
  g_autofree char *share = dup_share_of_orders (self, point);
  g_autofree char *step = pnr_money_format (point->step_minor, self->curve->currency);

  if (point->step_minor > 0)
    /* Translators: pieces, shipping of the order, of one piece, share of orders, a step. */
    return g_strdup_printf (_ ("%d pieces: %s per order, %s per piece; %s of orders; cliff of %s"),
                            (int) point->units, ship, piece, share, step);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d piece: %s per order, %s per piece; %s of orders",
                   "%d pieces: %s per order, %s per piece; %s of orders", (gulong) point->units),
      (int) point->units, ship, piece, share);
}

static gboolean
pnr_shipping_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                               guint *point)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  ShippingGround ground = lay_out (self, &pen, width, height);
  double index = floor ((x - ground.left) / ground.column);

  if (index < 0.0 || index >= self->curve->points->len || y < ground.legend_y)
    return FALSE;
  *point = (guint) index;
  return TRUE;
}

static GStrv
pnr_shipping_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Pieces"),    _ ("Orders"), _ ("Share"), _ ("Shipping per order"),
                            _ ("Per piece"), _ ("Cliff"),  NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_shipping_chart_dup_rows (PnrChart *chart)
{
  PnrShippingChart *self = PNR_SHIPPING_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pnr_shipping_chart_get_n_points (chart); i++) {
    const PnrShippingPoint *point = get_point (self, i);
    GStrv row = g_new0 (char *, 7);

    row[0] = g_strdup_printf ("%" G_GINT64_FORMAT, point->units);
    row[1] = g_strdup_printf ("%'" G_GINT64_FORMAT, point->n_orders);
    row[2] = dup_share_of_orders (self, point);
    row[3] = pnr_money_format (point->ship_minor, self->curve->currency);
    row[4] = pnr_chart_dup_amount (get_per_piece (point), self->curve->currency);
    row[5] = point->step_minor > 0 ? pnr_money_format (point->step_minor, self->curve->currency)
                                   : g_strdup ("–");
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_shipping_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_SHIPPING_CHART (object)->curve, pnr_shipping_curve_unref);

  G_OBJECT_CLASS (pnr_shipping_chart_parent_class)->finalize (object);
}

static void
pnr_shipping_chart_class_init (PnrShippingChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_shipping_chart_finalize;
  chart_class->paint = pnr_shipping_chart_paint;
  chart_class->get_title = pnr_shipping_chart_get_title;
  chart_class->dup_description = pnr_shipping_chart_dup_description;
  chart_class->get_n_points = pnr_shipping_chart_get_n_points;
  chart_class->get_point_position = pnr_shipping_chart_get_point_position;
  chart_class->dup_point_reading = pnr_shipping_chart_dup_point_reading;
  chart_class->find_point = pnr_shipping_chart_find_point;
  chart_class->dup_headers = pnr_shipping_chart_dup_headers;
  chart_class->dup_rows = pnr_shipping_chart_dup_rows;
}

static void
pnr_shipping_chart_init (PnrShippingChart *self)
{
}

/**
 * pnr_shipping_chart_new:
 * @curve: (nullable): what to show
 */
PnrShippingChart *
pnr_shipping_chart_new (PnrShippingCurve *curve)
{
  PnrShippingChart *self = g_object_new (PNR_TYPE_SHIPPING_CHART, NULL);

  self->curve = curve != NULL ? pnr_shipping_curve_ref (curve) : NULL;
  return self;
}
