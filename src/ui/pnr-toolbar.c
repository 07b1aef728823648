/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of tools that becomes two rows where the window is narrow. */
#include "config.h"

#include "ui/pnr-toolbar.h"

#define SPACING 6

struct _PnrToolbar {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PnrToolbar, pnr_toolbar, GTK_TYPE_WIDGET)

/* @last: the first child of the next row. @rest: the pixels that nobody asked for. */
typedef struct {
  GtkWidget *first;
  GtkWidget *last;
  int n_expanding;
  int rest;
  int height;
} Row;

/* What does not fill the room it is given is not shortened for the sake of a row either. */
static gboolean
may_shrink (GtkWidget *child)
{
  return gtk_widget_get_hexpand (child) && gtk_widget_get_halign (child) == GTK_ALIGN_FILL;
}

static int
find_width (GtkWidget *child)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return may_shrink (child) ? minimum : natural;
}

static int
find_height (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* As many children as have room, but one at least. */
static Row
take_row (GtkWidget *first, int width)
{
  Row row = { .first = first, .rest = width + SPACING };
  gboolean is_empty = TRUE;

  for (row.last = first; row.last != NULL; row.last = gtk_widget_get_next_sibling (row.last)) {
    int needed;

    if (!gtk_widget_should_layout (row.last))
      continue;
    needed = find_width (row.last) + SPACING;
    if (!is_empty && needed > row.rest)
      break;
    is_empty = FALSE;
    row.rest -= needed;
    row.n_expanding += gtk_widget_get_hexpand (row.last);
    row.height = MAX (row.height, find_height (row.last));
  }
  row.rest = MAX (row.rest, 0);
  return row;
}

static void
place_row (PnrToolbar *self, Row row, int y, int width)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = row.first; child != row.last;
       child = gtk_widget_get_next_sibling (child)) {
    GtkAllocation place = { .y = y, .height = row.height };

    if (!gtk_widget_should_layout (child))
      continue;
    place.width = MIN (find_width (child), width);
    if (gtk_widget_get_hexpand (child)) {
      int more = row.rest / row.n_expanding--;

      place.width += more;
      row.rest -= more;
    }
    place.x = is_mirrored ? width - x - place.width : x;
    gtk_widget_size_allocate (child, &place, -1);
    x += place.width + SPACING;
  }
}

static void
pnr_toolbar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL) {
    while (child != NULL) {
      Row row = take_row (child, for_size < 0 ? G_MAXINT / 2 : for_size);

      *natural += row.height + (*natural > 0 ? SPACING : 0);
      child = row.last;
    }
    *minimum = *natural;
    return;
  }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child)) {
    int child_minimum, child_natural;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
    *minimum = MAX (*minimum, child_minimum);
    *natural += child_natural + (*natural > 0 ? SPACING : 0);
  }
}

static void
pnr_toolbar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;) {
    Row row = take_row (child, width);

    place_row (PNR_TOOLBAR (widget), row, y, width);
    y += row.height + SPACING;
    child = row.last;
  }
}

static GtkSizeRequestMode
pnr_toolbar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* It expands only where it is told to, whatever its children do with the room inside. */
static void
pnr_toolbar_compute_expand (GtkWidget *widget, gboolean *is_horizontal, gboolean *is_vertical)
{
  *is_horizontal = FALSE;
  *is_vertical = FALSE;
}

static void
pnr_toolbar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pnr_toolbar_parent_class)->dispose (object);
}

static void
pnr_toolbar_class_init (PnrToolbarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_toolbar_dispose;
  widget_class->measure = pnr_toolbar_measure;
  widget_class->size_allocate = pnr_toolbar_size_allocate;
  widget_class->get_request_mode = pnr_toolbar_get_request_mode;
  widget_class->compute_expand = pnr_toolbar_compute_expand;
}

static void
pnr_toolbar_init (PnrToolbar *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "toolbar");
}
