using Clinic.Registration.ClientRecords.Clients;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Clinic.Registration.Appointments;

/// <summary>The tables of appointments. That nobody has two at a time is held by constraints of the migration.</summary>
static class AppointmentTables
{
    internal const string OneAppointmentOfEngagement = "appointment_one_of_engagement",
        DoctorOnceAtATime = "appointment_doctor_once_at_a_time",
        ClientOnceAtATime = "appointment_client_once_at_a_time",
        RoomOnceAtATime = "appointment_room_once_at_a_time";

    public static void Shape(ModelBuilder model)
    {
        model.Entity<Appointment>(appointment =>
        {
            ShapeParts(appointment);
            appointment
                .HasIndex(candidate => candidate.EngagementId)
                .IsUnique()
                .HasFilter("engagement_id IS NOT NULL")
                .HasDatabaseName(OneAppointmentOfEngagement);
            appointment.HasIndex(candidate => new
            {
                candidate.BranchId,
                candidate.Day,
                candidate.StartsAt,
                candidate.Id,
            });
            appointment.HasIndex(candidate => new { candidate.DoctorId, candidate.EndsAt });
            appointment.HasIndex(candidate => new { candidate.ClientId, candidate.EndsAt });
            appointment.HasIndex(candidate => new
            {
                candidate.ClientId,
                candidate.StartsAt,
                candidate.Id,
            });
            appointment.HasIndex(candidate => new { candidate.RoomId, candidate.EndsAt }).HasFilter("room_id IS NOT NULL");
            appointment.HasIndex(candidate => new { candidate.DepartmentId, candidate.EndsAt });
            appointment.HasIndex(candidate => candidate.AbsenceId).HasFilter("absence_id IS NOT NULL");
            appointment
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.StartsAt,
                    candidate.Id,
                })
                .HasFilter("notice_due_at IS NOT NULL")
                .HasDatabaseName("ix_appointment_to_be_told");
            appointment
                .HasIndex(candidate => new
                {
                    candidate.BranchId,
                    candidate.State,
                    candidate.StartsAt,
                    candidate.Id,
                })
                .HasFilter("state IN ('Requested', 'NeedsReschedule')")
                .HasDatabaseName("ix_appointment_to_handle");
            appointment.HasOne<Client>().WithMany().HasForeignKey(candidate => candidate.ClientId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CancelledEngagement>();
        model.Entity<AppointmentStep>(step =>
        {
            step.HasIndex(appointmentStep => new { appointmentStep.AppointmentId, appointmentStep.At });
            step.HasOne<Appointment>()
                .WithMany()
                .HasForeignKey(appointmentStep => appointmentStep.AppointmentId)
                .OnDelete(DeleteBehavior.Restrict);
        });
    }

    // One table for the noun and its parts; each column is called as it was before there were parts.
    static void ShapeParts(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ComplexProperty(
            candidate => candidate.Deadlines,
            waits =>
            {
                waits.Property(part => part.HeldUntil).HasColumnName("held_until");
                waits.Property(part => part.NoticeDueAt).HasColumnName("notice_due_at");
                waits.Property(part => part.NoShowDueAt).HasColumnName("no_show_due_at");
                waits.Property(part => part.NoShowId).HasColumnName("no_show_id");
            }
        );
        appointment.ComplexProperty(
            candidate => candidate.Attendance,
            attendance =>
            {
                attendance.Property(part => part.VisitId).HasColumnName("visit_id");
                attendance.Property(part => part.ArrivedAt).HasColumnName("arrived_at");
            }
        );
        appointment.ComplexProperty(
            candidate => candidate.Answer,
            answer =>
            {
                answer.Property(part => part.AskedAt).HasColumnName("asked_at");
                answer.Property(part => part.GivenAt).HasColumnName("answered_at");
            }
        );
    }
}
