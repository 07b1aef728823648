/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went with the change of revenue: from one period's to the other's in steps. */
#include "config.h"

#include "drawing/pnr-growth-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-pen.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_STEPS (PNR_N_GROWTH_PARTS + 2)
#define LARGEST_ROW 44.0

/* From @from_minor to @to_minor; a period's revenue stands on zero. */
typedef struct {
  const char *name;
  gboolean is_total;
  gint64 from_minor;
  gint64 to_minor;
} GrowthStep;

/* Rows, not columns: names and amounts have their places at the sides and can never collide. */
typedef struct {
  double top;
  double row_height;
  double names_width;
  double left;
  double right;
  double amounts_right;
  PnrAxis axis;
  guint n_steps;
  GrowthStep steps[MOST_STEPS];
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

static guint
list_steps (PnrGrowthChart *self, GrowthStep *steps)
{
  PnrOverview *overview = self->overview;
  gint64 level = overview->comparison.revenue_minor;
  guint n = 0;

  steps[n++] = (GrowthStep){ _ ("Revenue before"), TRUE, 0, level };
  for (guint i = 0; i < PNR_N_GROWTH_PARTS; i++) {
    gint64 change = overview->growth.parts_minor[i];

    if (i == PNR_GROWTH_PART_ORDERS_PER_CUSTOMER && !overview->growth.has_customers)
      continue;
    steps[n++] = (GrowthStep){ get_part_name (&overview->growth, i), FALSE, level, level + change };
    level += change;
  }
  steps[n++] = (GrowthStep){ _ ("Revenue now"), TRUE, 0, overview->figures.revenue_minor };
  return n;
}

static char *
dup_signed (gint64 minor, const char *currency)
{
  g_autofree char *amount = pnr_money_format (ABS (minor), currency);

  return g_strconcat (minor < 0 ? "−" : "+", amount, NULL);
}

static char *
dup_step_amount (PnrGrowthChart *self, const GrowthStep *step)
{
  if (step->is_total)
    return pnr_money_format (step->to_minor, self->overview->currency);
  return dup_signed (step->to_minor - step->from_minor, self->overview->currency);
}

static PnrLettering
get_step_lettering (const GrowthStep *step)
{
  return step->is_total ? PNR_LETTERING_SMALL | PNR_LETTERING_BOLD : PNR_LETTERING_SMALL;
}

static GrowthGround
lay_out (PnrGrowthChart *self, PnrPen *pen, double width, double height)
{
  GrowthGround ground = { 0 };
  double names = 0.0, amounts = 0.0, low = 0.0, high = 0.0;

  ground.top = pnr_chart_head (PNR_CHART (self), pen, width, height) + 4.0;
  ground.n_steps = list_steps (self, ground.steps);
  for (guint i = 0; i < ground.n_steps; i++) {
    const GrowthStep *step = &ground.steps[i];
    g_autofree char *amount = dup_step_amount (self, step);
    double text_width;

    pnr_pen_measure (pen, step->name, get_step_lettering (step), &text_width, NULL);
    names = MAX (names, text_width);
    pnr_pen_measure (pen, amount, get_step_lettering (step), &text_width, NULL);
    amounts = MAX (amounts, text_width);
    low = MIN (low, (double) MIN (step->from_minor, step->to_minor));
    high = MAX (high, (double) MAX (step->from_minor, step->to_minor));
  }
  ground.row_height = MIN ((height - ground.top - PNR_CHART_MARGIN) / ground.n_steps, LARGEST_ROW);
  ground.names_width = MIN (names + 1.0, (width - 2.0 * PNR_CHART_MARGIN) * 0.4);
  ground.amounts_right = width - PNR_CHART_MARGIN;
  ground.left = PNR_CHART_MARGIN + ground.names_width + 10.0;
  ground.right = MAX (ground.amounts_right - amounts - 10.0, ground.left + 8.0);
  ground.axis = pnr_axis_linear (low, high, ground.left, ground.right, 4, FALSE);
  return ground;
}

static void
paint_step (PnrGrowthChart *self, PnrPen *pen, const GrowthGround *ground, guint index)
{
  const GrowthStep *step = &ground->steps[index];
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double top = ground->top + index * ground->row_height;
  double middle = top + ground->row_height / 2.0;
  double from = pnr_axis_place (&ground->axis, (double) step->from_minor);
  double to = pnr_axis_place (&ground->axis, (double) step->to_minor);
  double thickness = MAX (ground->row_height * 0.56, 2.0);
  g_autofree char *amount = dup_step_amount (self, step);

  pnr_pen_set_colour (pen->cr, step->is_total                       ? palette->series[0]
                               : step->to_minor >= step->from_minor ? palette->positive
                                                                    : palette->negative);
  cairo_rectangle (pen->cr, MIN (from, to), middle - thickness / 2.0, MAX (fabs (to - from), 1.5),
                   thickness);
  cairo_fill (pen->cr);
  if (index + 1 < ground->n_steps)
    pnr_pen_line (pen, palette->outline, 1.0, floor (to) + 0.5, middle + thickness / 2.0,
                  floor (to) + 0.5, middle + ground->row_height - thickness / 2.0);
  pnr_pen_write (pen, step->name, get_step_lettering (step), palette->foreground, PNR_CHART_MARGIN,
                 middle - line / 2.0, ground->names_width, 0.0);
  pnr_pen_write (pen, amount, get_step_lettering (step), palette->foreground, ground->amounts_right,
                 middle - line / 2.0, 0.0, 1.0);
}

static void
pnr_growth_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                        const PnrPalette *palette)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  GrowthGround ground;
  double zero;

  if (pnr_growth_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  zero = floor (pnr_axis_place (&ground.axis, 0.0)) + 0.5;
  pnr_pen_line (&pen, palette->outline, 1.0, zero, ground.top, zero,
                ground.top + ground.n_steps * ground.row_height);
  for (guint i = 0; i < ground.n_steps; i++)
    paint_step (self, &pen, &ground, i);
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
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  GrowthStep steps[MOST_STEPS];

  return pnr_growth_chart_is_empty (self) ? 0 : list_steps (self, steps);
}

static gboolean
pnr_growth_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                     double *x, double *y)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  GrowthGround ground = lay_out (self, &pen, width, height);

  *x = (pnr_axis_place (&ground.axis, (double) ground.steps[index].from_minor)
        + pnr_axis_place (&ground.axis, (double) ground.steps[index].to_minor))
       / 2.0;
  *y = ground.top + (index + 0.5) * ground.row_height;
  return TRUE;
}

/* How much of the change of revenue goes with a step, in per cent; that of a total is left out. */
static char *
dup_step_share (PnrGrowthChart *self, const GrowthStep *step)
{
  gint64 change = self->overview->growth.change_minor;

  if (step->is_total || change == 0)
    return g_strdup ("–");
  return g_strdup_printf (_ ("%.1f %%"),
                          100.0 * (double) (step->to_minor - step->from_minor) / (double) change);
}

static char *
pnr_growth_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  GrowthStep steps[MOST_STEPS];
  g_autofree char *amount = NULL;
  g_autofree char *share = NULL;

  list_steps (self, steps);
  amount = dup_step_amount (self, &steps[index]);
  if (steps[index].is_total || self->overview->growth.change_minor == 0)
    return g_strdup_printf ("%s: %s", steps[index].name, amount);
  share = dup_step_share (self, &steps[index]);
  /* Translators: a factor like "Customers", an amount, a percentage. */
  return g_strdup_printf (_ ("%s: %s, %s of the change"), steps[index].name, amount, share);
}

static gboolean
pnr_growth_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                             guint *point)
{
  PnrGrowthChart *self = PNR_GROWTH_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  GrowthGround ground = lay_out (self, &pen, width, height);
  double row = floor ((y - ground.top) / ground.row_height);

  if (row < 0.0 || row >= ground.n_steps)
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
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  GrowthStep steps[MOST_STEPS];
  guint n_steps = pnr_growth_chart_is_empty (self) ? 0 : list_steps (self, steps);

  for (guint i = 0; i < n_steps; i++) {
    GStrv row = g_new0 (char *, 4);

    row[0] = g_strdup (steps[i].name);
    row[1] = dup_step_amount (self, &steps[i]);
    row[2] = dup_step_share (self, &steps[i]);
    g_ptr_array_add (rows, row);
  }
  return rows;
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
