/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went with the change of revenue: from one period's to the other's in steps. */
#include "config.h"

#include "drawing/pnr-growth-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-step-row.h"

#include <glib/gi18n.h>
#include <math.h>

#define LARGEST_ROW 44.0

typedef struct {
  double top;
  double row_height;
  PnrStepColumns columns;
  PnrAxis axis;
} GrowthGround;

struct _PnrGrowthChart {
  PnrChart parent_instance;

  PnrOverview *overview;
};

G_DEFINE_FINAL_TYPE (PnrGrowthChart, pnr_growth_chart, PNR_TYPE_CHART)

static gboolean
pnr_growth_chart_is_empty (PnrGrowthChart *self)
{
  return self->overview == NULL || !self->overview->has_growth;
}

static const char *
get_part_name (const PnrGrowthFigures *growth, PnrGrowthPart factor)
{
  switch (factor) {
  case PNR_GROWTH_PART_CUSTOMERS:
    return growth->has_customers ? _ ("Customers") : _ ("Orders");
  case PNR_GROWTH_PART_ORDERS_PER_CUSTOMER:
    return _ ("Orders per customer");
  case PNR_GROWTH_PART_ITEMS_PER_ORDER:
    return _ ("Items per order");
  case PNR_GROWTH_PART_PRICE_PER_ITEM:
    return _ ("Price per item");
  case PNR_N_GROWTH_PARTS:
  default:
    g_assert_not_reached ();
  }
}

static char *
dup_signed (gint64 minor, const char *currency)
{
  g_autofree char *amount = pnr_money_format (ABS (minor), currency);

  return g_strconcat (minor < 0 ? "−" : "+", amount, NULL);
}

static void
add_total (GArray *rows, const char *name, gint64 minor, const char *currency)
{
  pnr_step_rows_add (rows, name, pnr_money_format (minor, currency), TRUE, 0, minor);
}

/* From one period's revenue to the other's; no rows where there is nothing to compare. */
static GArray *
list_rows (PnrGrowthChart *self)
{
  PnrOverview *overview = self->overview;
  GArray *rows = pnr_step_rows_new ();
  gint64 level;

  if (pnr_growth_chart_is_empty (self))
    return rows;
  level = overview->comparison.revenue_minor;
  add_total (rows, _ ("Revenue before"), level, overview->currency);
  for (guint i = 0; i < PNR_N_GROWTH_PARTS; i++) {
    gint64 change = overview->growth.parts_minor[i];

    if (i == PNR_GROWTH_PART_ORDERS_PER_CUSTOMER && !overview->growth.has_customers)
      continue;
    pnr_step_rows_add (rows, get_part_name (&overview->growth, i),
                       dup_signed (change, overview->currency), FALSE, level, level + change);
    level += change;
  }
  add_total (rows, _ ("Revenue now"), overview->figures.revenue_minor, overview->currency);
  return rows;
}

static GrowthGround
lay_out (PnrGrowthChart *self, GArray *rows, PnrPen *pen, double width, double height)
{
  GrowthGround ground;

  ground.top = pnr_chart_head (PNR_CHART (self), pen, width, height) + 4.0;
  ground.row_height = MIN ((height - ground.top - PNR_CHART_MARGIN) / rows->len, LARGEST_ROW);
  ground.columns = pnr_step_rows_place (rows, pen, width);
  ground.axis = pnr_step_rows_scale (rows, 0, rows->len, &ground.columns);
  return ground;
}

static void
pnr_growth_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                        const PnrPalette *palette)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  g_autoptr (GArray) rows = list_rows (self);
  GrowthGround ground;

  if (rows->len == 0) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, rows, &pen, width, height);
  for (guint i = 0; i < rows->len; i++)
    pnr_step_row_paint (pnr_step_rows_get (rows, i), &pen, &ground.columns, &ground.axis,
                        ground.top + (i + 0.5) * ground.row_height, ground.row_height,
                        i + 1 == rows->len);
}

static const char *
pnr_growth_chart_get_title (PnrChart *chart)
{
  return _ ("Change of revenue");
}

static const char *
get_part_words (const PnrGrowthFigures *growth, PnrGrowthPart factor, gboolean is_more)
{
  switch (factor) {
  case PNR_GROWTH_PART_CUSTOMERS:
    if (!growth->has_customers)
      return is_more ? _ ("more orders") : _ ("fewer orders");
    return is_more ? _ ("more customers") : _ ("fewer customers");
  case PNR_GROWTH_PART_ORDERS_PER_CUSTOMER:
    return is_more ? _ ("more orders per customer") : _ ("fewer orders per customer");
  case PNR_GROWTH_PART_ITEMS_PER_ORDER:
    return is_more ? _ ("more items per order") : _ ("fewer items per order");
  case PNR_GROWTH_PART_PRICE_PER_ITEM:
    return is_more ? _ ("a higher price per item") : _ ("a lower price per item");
  case PNR_N_GROWTH_PARTS:
  default:
    g_assert_not_reached ();
  }
}

/* What went with the change, and nothing about why: the orders do not say why. */
static char *
dup_parts (PnrOverview *overview)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < PNR_N_GROWTH_PARTS; i++) {
    gint64 change = overview->growth.parts_minor[i];
    g_autofree char *amount = dup_signed (change, overview->currency);

    if (change == 0)
      continue;
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "",
                            get_part_words (&overview->growth, i, change > 0), amount);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
pnr_growth_chart_dup_description (PnrChart *chart)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  gint64 change;
  g_autofree char *amount = NULL;

  if (pnr_growth_chart_is_empty (self))
    return g_strdup (_ ("There are no two periods with sales to compare."));
  change = self->overview->growth.change_minor;
  amount = pnr_money_format (ABS (change), self->overview->currency);
  if (change == 0)
    return g_strdup (_ ("Revenue is the same as before."));
  return g_strdup_printf (change > 0 ? _ ("Revenue grew by %s.") : _ ("Revenue fell by %s."),
                          amount);
}

static guint
pnr_growth_chart_get_n_points (PnrChart *chart)
{
  g_autoptr (GArray) rows = list_rows (PNR_GROWTH_CHART (chart));

  return rows->len;
}

static gboolean
pnr_growth_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                     double *x, double *y)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  g_autoptr (GArray) rows = list_rows (self);
  GrowthGround ground = lay_out (self, rows, &pen, width, height);

  *x = pnr_step_row_get_middle (pnr_step_rows_get (rows, index), &ground.axis);
  *y = ground.top + (index + 0.5) * ground.row_height;
  return TRUE;
}

/* How much of the change of revenue goes with a step, in per cent; that of a total is left out. */
static char *
dup_step_share (PnrGrowthChart *self, const PnrStepRow *row)
{
  double change = (double) self->overview->growth.change_minor;

  if (row->is_total || change == 0.0)
    return g_strdup ("–");
  return g_strdup_printf (_ ("%.1f %%"), 100.0 * (row->to - row->from) / change);
}

static char *
pnr_growth_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_autoptr (GArray) rows = list_rows (self);
  const PnrStepRow *row = pnr_step_rows_get (rows, index);
  g_autofree char *share = NULL;

  if (row->is_total || self->overview->growth.change_minor == 0)
    return g_strdup_printf ("%s: %s", row->name, row->amount);
  share = dup_step_share (self, row);
  /* Translators: a factor like "Customers", an amount, a percentage. */
  return g_strdup_printf (_ ("%s: %s, %s of the change"), row->name, row->amount, share);
}

static gboolean
pnr_growth_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                             guint *point)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  g_autoptr (GArray) rows = list_rows (self);
  GrowthGround ground = lay_out (self, rows, &pen, width, height);
  double row = floor ((y - ground.top) / ground.row_height);

  if (row < 0.0 || row >= rows->len)
    return FALSE;
  *point = (guint) row;
  return TRUE;
}

static GStrv
pnr_growth_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Factor"), _ ("Amount"), _ ("Share of the change"), NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_growth_chart_dup_rows (PnrChart *chart)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) rows = list_rows (self);

  for (guint i = 0; i < rows->len; i++) {
    const PnrStepRow *row = pnr_step_rows_get (rows, i);
    GStrv cells = g_new0 (char *, 4);

    cells[0] = g_strdup (row->name);
    cells[1] = g_strdup (row->amount);
    cells[2] = dup_step_share (self, row);
    g_ptr_array_add (table, cells);
  }
  return table;
}

static void
pnr_growth_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_GROWTH_CHART (object)->overview, pnr_overview_unref);

  G_OBJECT_CLASS (pnr_growth_chart_parent_class)->finalize (object);
}

static void
pnr_growth_chart_class_init (PnrGrowthChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_growth_chart_finalize;
  chart_class->paint = pnr_growth_chart_paint;
  chart_class->get_title = pnr_growth_chart_get_title;
  chart_class->dup_description = pnr_growth_chart_dup_description;
  chart_class->get_n_points = pnr_growth_chart_get_n_points;
  chart_class->get_point_position = pnr_growth_chart_get_point_position;
  chart_class->dup_point_reading = pnr_growth_chart_dup_point_reading;
  chart_class->find_point = pnr_growth_chart_find_point;
  chart_class->dup_headers = pnr_growth_chart_dup_headers;
  chart_class->dup_rows = pnr_growth_chart_dup_rows;
}

static void
pnr_growth_chart_init (PnrGrowthChart *self)
{
}

/**
 * pnr_growth_chart_new:
 * @overview: (nullable): what to show
 */
PnrGrowthChart *
pnr_growth_chart_new (PnrOverview *overview)
{
  PnrGrowthChart *self = g_object_new (PNR_TYPE_GROWTH_CHART, NULL);

  self->overview = overview != NULL ? pnr_overview_ref (overview) : NULL;
  return self;
}

/**
 * pnr_growth_chart_dup_sentence:
 * @self: a chart
 *
 * Returns: (transfer full): what the chart shows without looking at it: the change and all its
 *   parts
 */
char *
pnr_growth_chart_dup_sentence (PnrGrowthChart *self)
{
  g_autofree char *amount = NULL;
  g_autofree char *parts = NULL;
  gint64 change;

  g_return_val_if_fail (PNR_IS_GROWTH_CHART (self), NULL);

  parts = pnr_growth_chart_is_empty (self) ? g_strdup ("") : dup_parts (self->overview);
  if (parts[0] == '\0')
    return pnr_growth_chart_dup_description (PNR_CHART (self));
  change = self->overview->growth.change_minor;
  amount = pnr_money_format (ABS (change), self->overview->currency);
  if (change == 0)
    return g_strdup_printf (_ ("Revenue is the same as before: %s."), parts);
  /* Translators: an amount, and a list like "more customers +120 €". */
  return g_strdup_printf (
      change > 0 ? _ ("Revenue grew by %s: %s.") : _ ("Revenue fell by %s: %s."), amount, parts);
}
