/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a scroller that scrolls sideways only, and makes it as tall as what is in it. */
#include "config.h"

#include "ui/pnr-side-scroller.h"

/* A scroller asks its child for a height without telling the width: of lines that wrap it gives
 * room for one, and the last rows are cut off. */
struct _PnrSideScroller {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PnrSideScroller, pnr_side_scroller, ADW_TYPE_BIN)

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What a bar takes away that does not lie over what it scrolls. */
static int
get_bar_height (GtkWidget *scroller)
{
  gboolean is_overlay;
  int height;

  g_object_get (gtk_widget_get_settings (scroller), "gtk-overlay-scrolling", &is_overlay, NULL);
  if (is_overlay)
    return 0;
  gtk_widget_measure (gtk_scrolled_window_get_hscrollbar (GTK_SCROLLED_WINDOW (scroller)),
                      GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  return height;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *scroller = adw_bin_get_child (ADW_BIN (widget));
  GtkWidget *content;
  int least_width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0) {
    gtk_widget_measure (scroller, orientation, for_size, minimum, natural, NULL, NULL);
    return;
  }
  content = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, MAX (for_size, least_width), minimum,
                      natural, NULL, NULL);
  if (least_width > for_size) {
    *minimum += get_bar_height (scroller);
    *natural += get_bar_height (scroller);
  }
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
pnr_side_scroller_class_init (PnrSideScrollerClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sidescroller");
}

static void
pnr_side_scroller_init (PnrSideScroller *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}
