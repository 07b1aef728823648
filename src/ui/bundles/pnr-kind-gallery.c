/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All nine kinds of bundles side by side: a picture, a name and the consequence of each. */
#include "config.h"

#include "ui/bundles/pnr-kind-gallery.h"

#include "drawing/pnr-bundle-picture.h"
#include "model/pnr-bundle-kind.h"
#include "ui/bundles/pnr-kind-picture.h"

#include <glib/gi18n.h>

/* Narrower lines make the cards taller than the window, wider ones leave no room for three. */
#define CONSEQUENCE_CHARS 26

struct _PnrKindGallery {
  AdwWindow parent_instance;

  GtkFlowBox *flow_box;
  GtkWidget *marks[PNR_N_BUNDLE_KINDS];
  GtkWidget *notes[PNR_N_BUNDLE_KINDS];
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrKindGallery, pnr_kind_gallery, ADW_TYPE_WINDOW)

static void
gallery_choose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  int kind = g_variant_get_int32 (parameter);

  if (kind < 0 || kind >= PNR_N_BUNDLE_KINDS)
    return;
  g_object_ref (widget);
  g_signal_emit (widget, signals[CHOSEN], 0, kind);
  gtk_window_close (GTK_WINDOW (widget));
  g_object_unref (widget);
}

static void
child_activated_cb (PnrKindGallery *self, GtkFlowBoxChild *child)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "gallery.choose", "i",
                              gtk_flow_box_child_get_index (child));
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CONSEQUENCE_CHARS);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_picture (PnrBundleKind kind)
{
  GtkWidget *picture =
      g_object_new (PNR_TYPE_KIND_PICTURE, "halign", GTK_ALIGN_START, "width-request",
                    PNR_BUNDLE_PICTURE_WIDTH, "height-request", PNR_BUNDLE_PICTURE_HEIGHT, NULL);

  pnr_kind_picture_set_kind (PNR_KIND_PICTURE (picture), kind);
  return picture;
}

/* The name, and the mark of what the bundle is already. */
static GtkWidget *
pnr_kind_gallery_make_head (PnrKindGallery *self, PnrBundleKind kind)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->marks[kind] = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (self->marks[kind], "accent");
  gtk_widget_set_visible (self->marks[kind], FALSE);
  gtk_box_append (GTK_BOX (head), make_label (pnr_bundle_kind_get_label (kind), "heading"));
  gtk_box_append (GTK_BOX (head), self->marks[kind]);
  return head;
}

static void
pnr_kind_gallery_add (PnrKindGallery *self, PnrBundleKind kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *child = gtk_flow_box_child_new ();

  gtk_box_append (GTK_BOX (box), make_picture (kind));
  gtk_box_append (GTK_BOX (box), pnr_kind_gallery_make_head (self, kind));
  gtk_box_append (GTK_BOX (box), make_label (pnr_bundle_kind_get_consequence (kind), NULL));
  self->notes[kind] = make_label (NULL, "warning");
  gtk_widget_set_visible (self->notes[kind], FALSE);
  gtk_box_append (GTK_BOX (box), self->notes[kind]);
  gtk_widget_add_css_class (box, "kind-card");
  gtk_widget_add_css_class (child, "card");
  gtk_widget_add_css_class (child, "activatable");
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, pnr_bundle_kind_get_label (kind),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, pnr_bundle_kind_get_consequence (kind), -1);
  gtk_flow_box_append (self->flow_box, child);
}

static void
pnr_kind_gallery_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_KIND_GALLERY);

  G_OBJECT_CLASS (pnr_kind_gallery_parent_class)->dispose (object);
}

static void
pnr_kind_gallery_class_init (PnrKindGalleryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_kind_gallery_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", PNR_TYPE_KIND_GALLERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, PNR_TYPE_BUNDLE_KIND);

  gtk_widget_class_install_action (widget_class, "gallery.choose", "i", gallery_choose);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-kind-gallery.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrKindGallery, flow_box);
  gtk_widget_class_bind_template_callback (widget_class, child_activated_cb);
}

static void
pnr_kind_gallery_init (PnrKindGallery *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++)
    pnr_kind_gallery_add (self, kind);
}

/**
 * pnr_kind_gallery_new:
 * @over: a widget of the window that asks
 *
 * To be presented by the caller; it closes by itself.
 */
PnrKindGallery *
pnr_kind_gallery_new (GtkWidget *over)
{
  GtkRoot *root = gtk_widget_get_root (over);

  return g_object_new (PNR_TYPE_KIND_GALLERY, "transient-for",
                       GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL);
}

/* Some kinds keep fewer products than there are. */
void
pnr_kind_gallery_show_products (PnrKindGallery *self, guint n_products)
{
  g_return_if_fail (PNR_IS_KIND_GALLERY (self));

  for (int kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++) {
    guint most = pnr_bundle_kind_get_most_products (kind);
    g_autofree char *note = NULL;

    gtk_widget_set_visible (self->notes[kind], n_products > most);
    if (n_products <= most)
      continue;
    /* Translators: how many products a bundle has now. */
    note = g_strdup_printf (_ ("Keeps one of your %u products."), n_products);
    gtk_label_set_label (GTK_LABEL (self->notes[kind]), note);
  }
}

/* For a bundle that is there: its kind is the one that is marked. */
void
pnr_kind_gallery_show_bundle (PnrKindGallery *self, PnrBundle *bundle)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);
  GtkWidget *child = GTK_WIDGET (gtk_flow_box_get_child_at_index (self->flow_box, (int) kind));
  g_autofree char *label = g_strdup_printf (
      /* Translators: the kind that a bundle is of already. */
      _ ("%s, in use"), pnr_bundle_kind_get_label (kind));

  g_return_if_fail (PNR_IS_KIND_GALLERY (self));

  gtk_window_set_title (GTK_WINDOW (self), _ ("Change Type"));
  gtk_widget_set_visible (self->marks[kind], TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_grab_focus (child);
  pnr_kind_gallery_show_products (self, pnr_bundle_get_n_components (bundle));
}
