/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions as dots: how often against how surely, the stronger the lift the deeper the shade. */
#include "config.h"

#include "drawing/pnr-rule-scatter.h"

#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-pen.h"
#include "model/pnr-suggestion.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* More dots than this are a stain; the strongest are shown, and the sentence says so. */
#define MOST_DOTS 20000
#define REACH 24.0
#define N_SHADES 16

/* A point; @source is the suggestion it stands for. */
typedef struct {
  double support;
  double confidence;
  double lift;
  guint source;
} RuleDot;

struct _PnrRuleScatter {
  PnrChart parent_instance;

  GListModel *suggestions;
  /* RuleDot, weakest lift first, so that the strongest lie on top. */
  GArray *dots;
  guint n_sources;
  double least_support;
  double most_support;
  double most_confidence;
  /* Dots by square of the chart, for one layout of it: those of square i are in @order from
   * @starts[i] to @starts[i + 1]. */
  guint *starts;
  guint *order;
  double laid_out_for[6];
};

typedef struct {
  double left;
  double right;
  double top;
  double bottom;
  double legend_y;
  PnrAxis supports;
  PnrAxis confidences;
  double lift_low;
  double lift_high;
} ScatterGround;

G_DEFINE_FINAL_TYPE (PnrRuleScatter, pnr_rule_scatter, PNR_TYPE_CHART)

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const RuleDot *first = a;
  const RuleDot *second = b;

  if (first->lift != second->lift)
    return first->lift < second->lift ? -1 : 1;
  return first->source < second->source ? -1 : first->source > second->source;
}

static void
add_dot (PnrRuleScatter *self, double support, double confidence, double lift, guint source)
{
  RuleDot dot = { support, confidence, lift, source };

  if (support > 0.0 && isfinite (support) && isfinite (confidence) && lift > 0.0 && isfinite (lift))
    g_array_append_val (self->dots, dot);
}

static void
pnr_rule_scatter_forget_squares (PnrRuleScatter *self)
{
  g_clear_pointer (&self->starts, g_free);
  g_clear_pointer (&self->order, g_free);
}

static guint
pnr_rule_scatter_count_suggestions (PnrRuleScatter *self)
{
  return self->suggestions != NULL ? g_list_model_get_n_items (self->suggestions) : 0;
}

/* The chart shows how much more often than by chance two are bought together; of a pair that is
 * bought less often it says nothing. */
static void
pnr_rule_scatter_rebuild (PnrRuleScatter *self)
{
  g_array_set_size (self->dots, 0);
  self->n_sources = 0;
  for (guint i = 0; i < pnr_rule_scatter_count_suggestions (self); i++) {
    g_autoptr (PnrSuggestion) suggestion = g_list_model_get_item (self->suggestions, i);
    const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (suggestion);

    if (facts->kind != PNR_RELATION_KIND_CROSS_SELL)
      continue;
    self->n_sources++;
    add_dot (self, facts->support, facts->confidence, facts->lift, i);
  }
  pnr_rule_scatter_forget_squares (self);
  g_array_sort (self->dots, compare_dots);
  if (self->dots->len > MOST_DOTS)
    g_array_remove_range (self->dots, 0, self->dots->len - MOST_DOTS);
  self->least_support = INFINITY;
  self->most_support = self->most_confidence = 0.0;
  for (guint i = 0; i < self->dots->len; i++) {
    const RuleDot *dot = &g_array_index (self->dots, RuleDot, i);

    self->least_support = MIN (self->least_support, dot->support);
    self->most_support = MAX (self->most_support, dot->support);
    self->most_confidence = MAX (self->most_confidence, dot->confidence);
  }
  pnr_chart_changed (PNR_CHART (self));
}

static const RuleDot *
get_dot (PnrRuleScatter *self, guint index)
{
  return &g_array_index (self->dots, RuleDot, index);
}

static ScatterGround
lay_out (PnrRuleScatter *self, PnrPen *pen, double width, double height)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double low = self->least_support, high = self->most_support, surest = self->most_confidence;
  double label_width;
  ScatterGround ground = { 0 };

  ground.legend_y = pnr_chart_head (PNR_CHART (self), pen, width, height);
  ground.top = ground.legend_y + line + 12.0;
  ground.bottom = height - PNR_CHART_MARGIN / 2.0 - 2.0 * line - 8.0;
  pnr_pen_measure (pen, "100 %", PNR_LETTERING_SMALL, &label_width, NULL);
  ground.left = PNR_CHART_MARGIN + label_width + 8.0;
  ground.right = width - PNR_CHART_MARGIN - label_width / 2.0;
  ground.confidences =
      pnr_axis_linear (0.0, MIN (surest, 1.0), ground.bottom, ground.top,
                       (guint) CLAMP ((ground.bottom - ground.top) / (line * 2.5), 2.0, 5.0), TRUE);
  if (high > low * 12.0)
    ground.supports = pnr_axis_logarithmic (low * 0.85, high * 1.15, ground.left, ground.right);
  else
    ground.supports =
        pnr_axis_linear (0.0, high * 1.05, ground.left, ground.right,
                         (guint) CLAMP ((ground.right - ground.left) / 80.0, 2.0, 8.0), FALSE);
  ground.lift_low = get_dot (self, 0)->lift;
  ground.lift_high = get_dot (self, self->dots->len - 1)->lift;
  return ground;
}

static double
lift_share (const ScatterGround *ground, double lift)
{
  if (ground->lift_high <= ground->lift_low * 1.0001)
    return 1.0;
  return log (lift / ground->lift_low) / log (ground->lift_high / ground->lift_low);
}

/* The more dots share the room, the smaller they are. */
static double
dot_radius (PnrRuleScatter *self, const ScatterGround *ground, double share)
{
  double room = (ground->right - ground->left) * (ground->bottom - ground->top);
  double least = CLAMP (0.22 * sqrt (MAX (room, 1.0) / self->dots->len), 1.2, 3.0);

  return least * (1.0 + 0.65 * share);
}

static void
paint_dots (PnrRuleScatter *self, PnrPen *pen, const ScatterGround *ground)
{
  cairo_t *cr = pen->cr;
  guint n_before = 0;

  /* Dots are sorted by lift: each shade is one run of them, painted as one path, with a rim of the
   * background while they are few enough to be told apart. */
  for (guint shade = 0; shade < N_SHADES; shade++) {
    double share = (double) shade / (N_SHADES - 1);

    for (; n_before < self->dots->len; n_before++) {
      const RuleDot *dot = get_dot (self, n_before);
      double found = lift_share (ground, dot->lift);

      if (shade < N_SHADES - 1 && found > (shade + 1.0) / N_SHADES)
        break;
      cairo_new_sub_path (cr);
      cairo_arc (cr, pnr_axis_place (&ground->supports, dot->support),
                 pnr_axis_place (&ground->confidences, MIN (dot->confidence, 1.0)),
                 dot_radius (self, ground, share), 0.0, 2.0 * G_PI);
      if (self->dots->len <= 2000) {
        pnr_pen_set_colour (cr, pen->palette->background);
        cairo_set_line_width (cr, 1.5);
        cairo_stroke_preserve (cr);
      }
      pnr_pen_set_colour (
          cr, pnr_colour_mix (pen->palette->shade_low, pen->palette->shade_high, share));
      cairo_fill (cr);
    }
  }
}

static char *
dup_percent (double share)
{
  double percent = 100.0 * share;
  int digits = percent >= 10.0 || percent == 0.0 ? 0 : percent >= 1.0 ? 1 : percent >= 0.1 ? 2 : 3;
  g_autofree char *number = g_strdup_printf ("%.*f", digits, percent);

  return g_strdup_printf (C_ ("share", "%s %%"), number);
}

static char *
dup_tick_percent (const PnrAxis *axis, double tick)
{
  g_autofree char *number = tick == 0.0 ? g_strdup ("0") : pnr_axis_dup_label (axis, tick, 0.01);

  return g_strdup_printf (C_ ("share", "%s %%"), number);
}

static void
paint_axes (PnrPen *pen, const ScatterGround *ground)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double free_from = -INFINITY;
  guint n_ticks;
  g_autofree double *sure = pnr_axis_dup_ticks (&ground->confidences, &n_ticks);

  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = dup_tick_percent (&ground->confidences, sure[i]);
    double y = pnr_axis_place (&ground->confidences, sure[i]);

    pnr_pen_line (pen, i == 0 ? palette->outline : palette->grid, 1.0, ground->left,
                  floor (y) + 0.5, ground->right, floor (y) + 0.5);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, palette->dim, ground->left - 8.0,
                   y - line / 2.0, 0.0, 1.0);
  }
  g_autofree double *often = pnr_axis_dup_ticks (&ground->supports, &n_ticks);
  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = dup_tick_percent (&ground->supports, often[i]);
    double x = pnr_axis_place (&ground->supports, often[i]);
    double width;

    pnr_pen_line (pen, palette->outline, 1.0, floor (x) + 0.5, ground->bottom, floor (x) + 0.5,
                  ground->bottom + 4.0);
    pnr_pen_measure (pen, label, PNR_LETTERING_SMALL, &width, NULL);
    if (x - width / 2.0 < free_from)
      continue;
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, palette->dim, x, ground->bottom + 5.0, 0.0,
                   0.5);
    free_from = x + width / 2.0 + 8.0;
  }
  pnr_pen_write (pen, _ ("Share of baskets with both"), PNR_LETTERING_SMALL, palette->dim,
                 (ground->left + ground->right) / 2.0, ground->bottom + 5.0 + line,
                 ground->right - ground->left, 0.5);
}

static void
paint_legend (PnrPen *pen, const ScatterGround *ground)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  g_autofree char *low = g_strdup_printf (_ ("Lift %.1f"), ground->lift_low);
  g_autofree char *high = g_strdup_printf ("%.1f", ground->lift_high);
  double bar = CLAMP ((ground->right - ground->left) * 0.2, 40.0, 120.0);
  double x = ground->right, width;
  cairo_pattern_t *shades;

  if (strcmp (high, low + strlen (low) - MIN (strlen (low), strlen (high))) == 0) {
    pnr_pen_write (pen, low, PNR_LETTERING_SMALL, palette->dim, x, ground->legend_y, 0.0, 1.0);
    pnr_pen_write (pen, _ ("Confidence"), PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->dim,
                   PNR_CHART_MARGIN, ground->legend_y, 0.0, 0.0);
    return;
  }
  pnr_pen_measure (pen, high, PNR_LETTERING_SMALL, &width, NULL);
  pnr_pen_write (pen, high, PNR_LETTERING_SMALL, palette->dim, x, ground->legend_y, 0.0, 1.0);
  x -= width + 6.0 + bar;
  shades = cairo_pattern_create_linear (x, 0.0, x + bar, 0.0);
  cairo_pattern_add_color_stop_rgb (shades, 0.0, palette->shade_low.red, palette->shade_low.green,
                                    palette->shade_low.blue);
  cairo_pattern_add_color_stop_rgb (shades, 1.0, palette->shade_high.red, palette->shade_high.green,
                                    palette->shade_high.blue);
  pnr_pen_box (pen->cr, x, ground->legend_y + line / 2.0 - 4.0, bar, 8.0, 4.0);
  cairo_set_source (pen->cr, shades);
  cairo_fill (pen->cr);
  cairo_pattern_destroy (shades);
  pnr_pen_write (pen, low, PNR_LETTERING_SMALL, palette->dim, x - 6.0, ground->legend_y, 0.0, 1.0);
  pnr_pen_measure (pen, low, PNR_LETTERING_SMALL, &width, NULL);
  pnr_pen_write (pen, _ ("Confidence"), PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->dim,
                 PNR_CHART_MARGIN, ground->legend_y, MAX (x - 12.0 - width - PNR_CHART_MARGIN, 1.0),
                 0.0);
}

static void
pnr_rule_scatter_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                        const PnrPalette *palette)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  ScatterGround ground;

  if (self->dots->len == 0) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  paint_axes (&pen, &ground);
  paint_legend (&pen, &ground);
  paint_dots (self, &pen, &ground);
}

static const char *
pnr_rule_scatter_get_title (PnrChart *chart)
{
  return _ ("How often, how surely");
}

static void
dup_sides (PnrRuleScatter *self, const RuleDot *dot, char **from, char **to)
{
  g_autoptr (PnrSuggestion) suggestion = g_list_model_get_item (self->suggestions, dot->source);

  *from = pnr_text_isolate (pnr_suggestion_get_from_title (suggestion));
  *to = pnr_text_isolate (pnr_suggestion_get_to_title (suggestion));
}

static char *
pnr_rule_scatter_dup_point_reading (PnrChart *chart, guint point)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (chart);
  const RuleDot *dot = get_dot (self, point);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *support = dup_percent (dot->support);
  g_autofree char *confidence = dup_percent (dot->confidence);

  dup_sides (self, dot, &from, &to);
  return g_strdup_printf (_ ("%s → %s: in %s of baskets, %s of those with the first; lift %.2f"),
                          from, to, support, confidence, dot->lift);
}

static char *
pnr_rule_scatter_dup_description (PnrChart *chart)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (chart);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const RuleDot *strongest;

  if (self->dots->len == 0)
    return g_strdup (_ ("No pair waits as a suggestion: what stands out is decided on, or nothing "
                        "stands out far enough."));
  strongest = get_dot (self, self->dots->len - 1);
  dup_sides (self, strongest, &from, &to);
  if (self->dots->len < self->n_sources)
    return g_strdup_printf (_ ("The %u of %u suggestions with the highest lift; the strongest is "
                               "%s → %s, %.1f times as often as by chance."),
                            self->dots->len, self->n_sources, from, to, strongest->lift);
  return g_strdup_printf (ngettext ("%u suggestion: %s → %s, %.1f times as often as by chance.",
                                    "%u suggestions; the strongest is %s → %s, %.1f times as "
                                    "often as by chance.",
                                    self->dots->len),
                          self->dots->len, from, to, strongest->lift);
}

static guint
pnr_rule_scatter_get_n_points (PnrChart *chart)
{
  return PNR_RULE_SCATTER (chart)->dots->len;
}

static gboolean
pnr_rule_scatter_get_point_position (PnrChart *chart, guint point, double width, double height,
                                     double *x, double *y)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  ScatterGround ground = lay_out (self, &pen, width, height);
  const RuleDot *dot = get_dot (self, point);

  *x = pnr_axis_place (&ground.supports, dot->support);
  *y = pnr_axis_place (&ground.confidences, MIN (dot->confidence, 1.0));
  return TRUE;
}

static guint
square_of (double x, double y, double width, double height)
{
  guint n_columns = (guint) ceil (width / REACH), n_rows = (guint) ceil (height / REACH);
  guint column = (guint) CLAMP (x / REACH, 0.0, n_columns - 1.0);
  guint row = (guint) CLAMP (y / REACH, 0.0, n_rows - 1.0);

  return row * n_columns + column;
}

/* Sorts the dots into squares as wide as the pointer's reach, keeping their order within. */
static void
ensure_squares (PnrRuleScatter *self, const ScatterGround *ground, double width, double height)
{
  guint n_squares = (guint) ceil (width / REACH) * (guint) ceil (height / REACH);
  g_autofree guint *squares = NULL;
  g_autofree guint *next = NULL;
  double edges[] = { ground->left, ground->right, ground->top, ground->bottom, width, height };

  if (self->starts != NULL && memcmp (self->laid_out_for, edges, sizeof edges) == 0)
    return;
  pnr_rule_scatter_forget_squares (self);
  memcpy (self->laid_out_for, edges, sizeof edges);
  self->starts = g_new0 (guint, n_squares + 1);
  self->order = g_new (guint, self->dots->len);
  squares = g_new (guint, self->dots->len);
  for (guint i = 0; i < self->dots->len; i++) {
    const RuleDot *dot = get_dot (self, i);

    squares[i] = square_of (pnr_axis_place (&ground->supports, dot->support),
                            pnr_axis_place (&ground->confidences, MIN (dot->confidence, 1.0)),
                            width, height);
    self->starts[squares[i] + 1]++;
  }
  for (guint i = 0; i < n_squares; i++)
    self->starts[i + 1] += self->starts[i];
  next = g_memdup2 (self->starts, n_squares * sizeof (guint));
  for (guint i = 0; i < self->dots->len; i++)
    self->order[next[squares[i]]++] = i;
}

static gboolean
pnr_rule_scatter_find_point (PnrChart *chart, double x, double y, double width, double height,
                             guint *point)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  ScatterGround ground = lay_out (self, &pen, width, height);
  double least = REACH * REACH;
  gboolean is_found = FALSE;

  if (!(width > 0.0 && height > 0.0 && x >= 0.0 && y >= 0.0 && x <= width && y <= height))
    return FALSE;
  ensure_squares (self, &ground, width, height);
  for (double down = y - REACH; down <= y + REACH; down += REACH) {
    guint first = square_of (x - REACH, down, width, height);
    guint last = square_of (x + REACH, down, width, height);

    for (guint i = self->starts[first]; i < self->starts[last + 1]; i++) {
      const RuleDot *dot = get_dot (self, self->order[i]);
      double dx = pnr_axis_place (&ground.supports, dot->support) - x;
      double dy = pnr_axis_place (&ground.confidences, MIN (dot->confidence, 1.0)) - y;
      double square = dx * dx + dy * dy;

      /* Of equal distances the dot on top of the pile, the one that is seen, wins. */
      if (square < least || (is_found && square == least && self->order[i] > *point)) {
        least = square;
        *point = self->order[i];
        is_found = TRUE;
      }
    }
  }
  return is_found;
}

static GStrv
pnr_rule_scatter_dup_headers (PnrChart *chart)
{
  const char *headers[] = {
    _ ("If"), _ ("Then"), _ ("Support"), _ ("Confidence"), _ ("Lift"), NULL
  };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_rule_scatter_dup_rows (PnrChart *chart)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < self->dots->len; i++) {
    const RuleDot *dot = get_dot (self, i);
    GStrv row = g_new0 (char *, 6);

    dup_sides (self, dot, &row[0], &row[1]);
    row[2] = dup_percent (dot->support);
    row[3] = dup_percent (dot->confidence);
    row[4] = g_strdup_printf ("%.2f", dot->lift);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_rule_scatter_dispose (GObject *object)
{
  PnrRuleScatter *self = PNR_RULE_SCATTER (object);

  if (self->suggestions != NULL)
    g_signal_handlers_disconnect_by_data (self->suggestions, self);
  g_clear_object (&self->suggestions);

  G_OBJECT_CLASS (pnr_rule_scatter_parent_class)->dispose (object);
}

static void
pnr_rule_scatter_finalize (GObject *object)
{
  pnr_rule_scatter_forget_squares (PNR_RULE_SCATTER (object));
  g_clear_pointer (&PNR_RULE_SCATTER (object)->dots, g_array_unref);

  G_OBJECT_CLASS (pnr_rule_scatter_parent_class)->finalize (object);
}

static void
pnr_rule_scatter_class_init (PnrRuleScatterClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_rule_scatter_dispose;
  G_OBJECT_CLASS (klass)->finalize = pnr_rule_scatter_finalize;
  chart_class->paint = pnr_rule_scatter_paint;
  chart_class->get_title = pnr_rule_scatter_get_title;
  chart_class->dup_description = pnr_rule_scatter_dup_description;
  chart_class->get_n_points = pnr_rule_scatter_get_n_points;
  chart_class->get_point_position = pnr_rule_scatter_get_point_position;
  chart_class->dup_point_reading = pnr_rule_scatter_dup_point_reading;
  chart_class->find_point = pnr_rule_scatter_find_point;
  chart_class->dup_headers = pnr_rule_scatter_dup_headers;
  chart_class->dup_rows = pnr_rule_scatter_dup_rows;
}

static void
pnr_rule_scatter_init (PnrRuleScatter *self)
{
  self->dots = g_array_new (FALSE, FALSE, sizeof (RuleDot));
}

PnrRuleScatter *
pnr_rule_scatter_new (void)
{
  return g_object_new (PNR_TYPE_RULE_SCATTER, NULL);
}

/**
 * pnr_rule_scatter_set_suggestions:
 * @self: a chart
 * @suggestions: (nullable): a list of suggestions, which is followed
 */
void
pnr_rule_scatter_set_suggestions (PnrRuleScatter *self, GListModel *suggestions)
{
  g_return_if_fail (PNR_IS_RULE_SCATTER (self));

  if (self->suggestions != NULL)
    g_signal_handlers_disconnect_by_data (self->suggestions, self);
  g_set_object (&self->suggestions, suggestions);
  if (suggestions != NULL)
    g_signal_connect_object (suggestions, "items-changed", G_CALLBACK (pnr_rule_scatter_rebuild),
                             self, G_CONNECT_SWAPPED);
  pnr_rule_scatter_rebuild (self);
}
