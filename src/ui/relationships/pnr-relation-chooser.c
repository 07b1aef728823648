/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks how two products belong together: a popover with one button, and one key, per kind. */
#include "config.h"

#include "ui/relationships/pnr-relation-chooser.h"

#include <glib/gi18n.h>

struct _PnrRelationChooser {
  GtkPopover parent_instance;

  GtkLabel *sentence;
  GtkCheckButton *two_way_check;
  GtkWidget *first_button;
};

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrRelationChooser, pnr_relation_chooser, GTK_TYPE_POPOVER)

static void
pnr_relation_chooser_choose (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationChooser *self = PNR_RELATION_CHOOSER (widget);
  PnrRelationKind kind = g_variant_get_int32 (parameter);
  gboolean is_two_way = gtk_check_button_get_active (self->two_way_check);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, kind, is_two_way);
}

static void
pnr_relation_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_RELATION_CHOOSER);

  G_OBJECT_CLASS (pnr_relation_chooser_parent_class)->dispose (object);
}

static void
pnr_relation_chooser_class_init (PnrRelationChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const guint keys[] = { GDK_KEY_c, GDK_KEY_u, GDK_KEY_a, GDK_KEY_q };

  G_OBJECT_CLASS (klass)->dispose = pnr_relation_chooser_dispose;

  signals[CHOSEN] =
      g_signal_new ("chosen", PNR_TYPE_RELATION_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PNR_TYPE_RELATION_KIND, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "chooser.choose", "i",
                                   pnr_relation_chooser_choose);
  for (int kind = 0; kind < (int) G_N_ELEMENTS (keys); kind++)
    gtk_widget_class_add_binding_action (widget_class, keys[kind], 0, "chooser.choose", "i", kind);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-relation-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrRelationChooser, sentence);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationChooser, two_way_check);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationChooser, first_button);
}

static void
pnr_relation_chooser_init (PnrRelationChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_relation_chooser_new:
 * @parent: the widget it points into, which unparents it in its dispose
 */
GtkWidget *
pnr_relation_chooser_new (GtkWidget *parent)
{
  GtkWidget *self = g_object_new (PNR_TYPE_RELATION_CHOOSER, NULL);

  gtk_widget_set_parent (self, parent);
  return self;
}

/**
 * pnr_relation_chooser_ask:
 * @self: a chooser
 * @x: where to point, in the parent's coordinates
 * @y: where to point, in the parent's coordinates
 * @from: the name of the product looked at
 * @to: the name of the product offered
 * @is_two_way: whether both directions are proposed
 */
void
pnr_relation_chooser_ask (PnrRelationChooser *self, double x, double y, const char *from,
                          const char *to, gboolean is_two_way)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (PNR_IS_RELATION_CHOOSER (self));

  /* Translators: two product names. */
  sentence = g_strdup_printf (_ ("Who looks at “%s” is offered “%s” as"), from, to);
  gtk_label_set_label (self->sentence, sentence);
  gtk_check_button_set_active (self->two_way_check, is_two_way);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->first_button);
}
