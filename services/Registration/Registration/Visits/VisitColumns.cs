using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Registration.Visits;

/// <summary>
/// The columns of a visit's parts, all in the one table of the visit. A member without a line here has a column named by its part:
/// <c>chart_place</c>.
/// </summary>
static class VisitColumns
{
    public static void Shape(EntityTypeBuilder<Visit> visit)
    {
        visit.ComplexProperty(candidate => candidate.Chart);
        visit.ComplexProperty(
            candidate => candidate.Way,
            way =>
            {
                way.Property(part => part.Variant).HasColumnName("variant");
                way.Property(part => part.RegistrationFee).HasColumnName("registration_fee").HasPrecision(14, 2);
                way.Property(part => part.EnquiredAt).HasColumnName("enquired_at");
                way.Property(part => part.EnquiredBy).HasColumnName("enquired_by");
                way.Property(part => part.RegisteredAt).HasColumnName("registered_at");
                way.Property(part => part.RegisteredBy).HasColumnName("registered_by");
                way.Property(part => part.QueueAt).HasColumnName("queue_at");
            }
        );
        visit.ComplexProperty(
            candidate => candidate.Waiting,
            waiting =>
            {
                waiting.Property(part => part.Place).HasColumnName("place");
                waiting.Property(part => part.PlacedAt).HasColumnName("placed_at");
                waiting.Property(part => part.PlacedBy).HasColumnName("placed_by");
                waiting.Property(part => part.ExpectedMinutes).HasColumnName("expected_minutes");
                waiting.Property(part => part.TooLong).HasColumnName("waited_too_long");
                waiting.Property(part => part.FirstServedAt).HasColumnName("first_served_at");
                waiting.Property(part => part.ComfortedAt).HasColumnName("comforted_at");
                waiting.Property(part => part.AwaySince).HasColumnName("away_since");
            }
        );
        visit.ComplexProperty(
            candidate => candidate.Pickup,
            pickup =>
            {
                pickup.Property(part => part.NotifiedAt).HasColumnName("notified_at");
                pickup.Property(part => part.CollectedAt).HasColumnName("collected_at");
                pickup.Property(part => part.CollectedBy).HasColumnName("collected_by");
                pickup.Property(part => part.LedInAt).HasColumnName("led_in_at");
                pickup.Property(part => part.LedInBy).HasColumnName("led_in_by");
            }
        );
        visit.ComplexProperty(
            candidate => candidate.Treatment,
            treatment =>
            {
                treatment.Property(part => part.VerifiedAt).HasColumnName("verified_at");
                treatment.Property(part => part.PlannedAt).HasColumnName("planned_at");
                treatment.Property(part => part.PlanVersion).HasColumnName("plan_version");
                treatment.Property(part => part.ConsentedAt).HasColumnName("consented_at");
                treatment.Property(part => part.EndedAt).HasColumnName("treated_at");
                treatment.Property(part => part.ReturnDate).HasColumnName("return_date");
            }
        );
        visit.ComplexProperty(
            candidate => candidate.CheckOut,
            desk =>
            {
                desk.Property(part => part.By).HasColumnName("completed_by");
                desk.Property(part => part.Purchased).HasColumnName("purchased");
                desk.Property(part => part.Charge).HasColumnName("charge").HasPrecision(14, 2);
                desk.Property(part => part.Currency).HasColumnName("charge_currency");
                desk.Property(part => part.Paid).HasColumnName("paid");
            }
        );
        visit.ComplexProperty(
            candidate => candidate.Leaving,
            leaving =>
            {
                leaving.Property(part => part.FarewelledAt).HasColumnName("farewelled_at");
                leaving.Property(part => part.LeftAt).HasColumnName("left_at");
                leaving.Property(part => part.ReasonCode).HasColumnName("left_reason_code");
            }
        );
        visit.ComplexProperty(
            candidate => candidate.Voiding,
            voiding =>
            {
                voiding.Property(part => part.At).HasColumnName("voided_at");
                voiding.Property(part => part.ReasonCode).HasColumnName("void_reason_code");
                voiding.Property(part => part.Reason).HasColumnName("void_reason");
            }
        );
    }
}
