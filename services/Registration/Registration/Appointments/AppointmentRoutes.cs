using Clinic.Registration.Appointments.AwayDoctors;

namespace Clinic.Registration.Appointments;

/// <summary>
/// Appointments from the request to the no-show, and what takes their time away: absences, other hours of the branch, and the closing of a
/// department or a place.
/// </summary>
static class AppointmentRoutes
{
    public static void Map(WebApplication app)
    {
        var doctors = app.MapGroup("/doctors").WithTags("Directory");
        SayAbsence.Map(doctors);
        TakeBackAbsence.Map(doctors);

        CloseDepartment.Map(app.MapGroup("/departments").WithTags("Directory"));

        ClosePlace.Map(app.MapGroup("/places").WithTags("Directory"));

        ChangeCalendar.Map(app.MapGroup("/branches").WithTags("Branches"));

        ListAppointmentsOfClient.Map(app.MapGroup("/clients").WithTags("Clients"));

        var appointments = app.MapGroup("/appointments").WithTags("Appointments");
        ListAppointments.Map(appointments);
        ListDeskWork.Map(appointments);
        ListFreeSlots.Map(appointments);
        ListSlotsForEngagement.Map(appointments);
        RequestAppointment.Map(appointments);
        HoldSlot.Map(appointments);
        BookSlot.Map(appointments);
        TellClient.Map(appointments);
        RescheduleAppointment.Map(appointments);
        CancelAppointment.Map(appointments);
        ExpectLate.Map(appointments);
        ReverseNoShow.Map(appointments);
        ListAppointmentSteps.Map(appointments);
        GetAppointment.Map(appointments);
    }
}
