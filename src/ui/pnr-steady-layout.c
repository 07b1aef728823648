/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out the one child of a page, whose width does not depend on its height. */
#include "config.h"

#include "ui/pnr-steady-layout.h"

/* More than a scroller's bar needs. */
#define SCROLLED_HEIGHT 100

/* A leaflet asks its children how wide they must be at the height they have. A line that wraps
 * answers by trying one width after the other, a page of them by shaping all its text a dozen
 * times; and what it says, a page that is as wide as it takes to need no more height, is not what
 * anybody wants. */
struct _PnrSteadyLayout {
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PnrSteadyLayout, pnr_steady_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
pnr_steady_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What is shown of the child, as far as stacks decide it. */
static GtkWidget *
find_shown (GtkWidget *child)
{
  while (GTK_IS_STACK (child) && gtk_stack_get_visible_child (GTK_STACK (child)) != NULL)
    child = gtk_stack_get_visible_child (GTK_STACK (child));
  return child;
}

static gboolean
is_scrolled (GtkWidget *widget)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_should_layout (widget))
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), NULL, &policy);
  return policy != GTK_POLICY_NEVER;
}

/* The window asks how low it may become when it is as narrow as can be, at every change of
 * anything. What scrolls would lay out all its text for that width, and the answer is that it does
 * not matter; so it is with a box that leaves the rest of its room to what scrolls. */
static gboolean
is_any_height_enough (GtkWidget *child)
{
  GtkWidget *shown = find_shown (child);

  if (!GTK_IS_BOX (shown))
    return is_scrolled (shown);
  for (GtkWidget *part = gtk_widget_get_first_child (shown); part != NULL;
       part = gtk_widget_get_next_sibling (part)) {
    if (is_scrolled (find_shown (part)))
      return TRUE;
  }
  return FALSE;
}

static void
pnr_steady_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                           int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, minimum_baseline,
                        natural_baseline);
  else if (is_any_height_enough (child))
    *minimum = *natural = SCROLLED_HEIGHT;
  else
    gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline,
                        natural_baseline);
}

static void
pnr_steady_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                            int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL && gtk_widget_should_layout (child))
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
pnr_steady_layout_class_init (PnrSteadyLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = pnr_steady_layout_get_request_mode;
  layout_class->measure = pnr_steady_layout_measure;
  layout_class->allocate = pnr_steady_layout_allocate;
}

static void
pnr_steady_layout_init (PnrSteadyLayout *self)
{
}
