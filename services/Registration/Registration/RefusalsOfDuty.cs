using Clinic.Registration.Appointments;

namespace Clinic.Registration;

/// <summary>The page of the rulebook about appointments, who is there, and the directory.</summary>
public static partial class Refusals
{
    /// <summary>Something stands against the time; the body names all of it.</summary>
    public static readonly Refusal SlotTaken = new("slot-taken", "This time cannot be had; choose another one.");

    /// <summary>A time lies ahead, begins with a minute, and is no more than a year away.</summary>
    public static readonly Refusal SlotImpossible = new(
        "slot-impossible",
        "Name a whole minute in the future, no more than a year ahead.",
        400
    );

    /// <summary>Whoever decides too late asks for the time again.</summary>
    public static readonly Refusal HoldExpired = new("hold-expired", "The time is not held any more; hold it again, if it is still free.");

    /// <summary>An accompanied visit's appointment is asked for by Escort, by message.</summary>
    public static readonly Refusal EscortAsksItself = new(
        "escort-asks-itself",
        "An escort's request comes by itself; name how the client asked.",
        400
    );

    /// <summary>Late is after the time kept, and the same day.</summary>
    public static readonly Refusal LatenessImpossible = new(
        "lateness-impossible",
        "Name a time after the appointment, at most eight hours later.",
        400
    );

    /// <summary>WF-03: no transition but those of the clinic's way.</summary>
    public static Refusal AppointmentOutOfOrder(AppointmentState state) =>
        new("appointment-out-of-order", $"This cannot be done with an appointment that is {state}.");

    /// <summary>An absence ends after it begins and is not over yet.</summary>
    public static readonly Refusal AbsenceImpossible = new(
        "absence-impossible",
        "Name a time that is not over, ends after it begins and lasts at most a year.",
        400
    );

    /// <summary>What HR approved, HR takes back.</summary>
    public static readonly Refusal LeaveIsOfHr = new("leave-is-of-hr", "This leave was approved by HR; HR takes it back.");

    /// <summary>A closed entry of the directory stays as it is.</summary>
    public static readonly Refusal EntryClosed = new("entry-closed", "This entry of the directory is closed.");

    /// <summary>What somebody still counts on is not closed.</summary>
    public static readonly Refusal StillUsed = new(
        "still-used",
        "Doctors, appointments, shifts or places still belong to it; move them first."
    );

    /// <summary>A place is on a floor of its own branch that is in use.</summary>
    public static readonly Refusal NotAFloor = new("not-a-floor", "Name a floor of the same branch that is in use.");

    /// <summary>A floor is not inside something.</summary>
    public static readonly Refusal FloorStandsAlone = new(
        "floor-stands-alone",
        "A floor belongs to the branch, not to a floor or a department.",
        400
    );

    /// <summary>A branch has one entrance floor, and each code of a kind once.</summary>
    public static readonly Refusal PlaceCodeTaken = new("place-code-taken", "Another place of this kind has this code here.");

    /// <summary>There is one ground floor.</summary>
    public static readonly Refusal GroundFloorTaken = new("ground-floor-taken", "The branch has a ground floor already.");

    /// <summary>One roster a day and branch.</summary>
    public static readonly Refusal RosterOfDayTaken = new("roster-of-day-taken", "This day has a roster already; change that one.");

    /// <summary>A roster is made for today or a day to come.</summary>
    public static readonly Refusal RosterDayImpossible = new("roster-day-impossible", "Name today or a day of the next year.", 400);

    /// <summary>What is published is only filled up.</summary>
    public static readonly Refusal RosterPublished = new("roster-published", "This roster is published; replace people one by one.");

    /// <summary>There is nothing to replace in a draft.</summary>
    public static readonly Refusal RosterNotPublished = new("roster-not-published", "This roster is a draft; write it down anew.");

    /// <summary>A shift ends after it begins.</summary>
    public static readonly Refusal ShiftTurned = new("shift-turned", "A shift ends after it begins, on the same day.", 400);

    /// <summary>R-281: whoever is at one post is at no other meanwhile.</summary>
    public static readonly Refusal ShiftsOverlap = new("shifts-overlap", "Somebody would be at two posts at once.");

    /// <summary>Only people of the branch are rostered, and doctors as doctors.</summary>
    public static readonly Refusal NotForThisPost = new(
        "not-for-this-post",
        "Somebody on the list does not work here, or not in this post."
    );

    /// <summary>WF-52 2: nobody is rostered while away.</summary>
    public static readonly Refusal AwayThen = new("away-then", "Somebody on the list is on leave or off duty then.");

    /// <summary>R-303: a floor looks before it reports.</summary>
    public static readonly Refusal FloorNotChecked = new("floor-not-checked", "Check the doctors of the floor first.");

    /// <summary>What was reported is changed doctor by doctor, with a reason.</summary>
    public static readonly Refusal FloorReported = new("floor-reported", "This floor has reported; say the doctor's status itself.");

    /// <summary>R-303: each doctor of the floor, and no other.</summary>
    public static readonly Refusal DoctorsOfFloor = new(
        "doctors-of-floor",
        "Name each doctor the board has on this floor once, and no other."
    );

    /// <summary>R-261, R-303: every floor reports before the list is made.</summary>
    public static readonly Refusal FloorsNotReported = new("floors-not-reported", "A floor has not reported yet.");

    /// <summary>A day's list is made once.</summary>
    public static readonly Refusal BoardMerged = new("board-merged", "The board of this day is merged already.");

    /// <summary>R-261: merged first, then published.</summary>
    public static readonly Refusal BoardNotMerged = new("board-not-merged", "Merge the floors' reports first.");

    /// <summary>R-254: there is something to read only when it is published.</summary>
    public static readonly Refusal BoardNotPublished = new("board-not-published", "The board of this day is not published yet.");

    /// <summary>WF-08 6: what everybody was told changes with a reason.</summary>
    public static readonly Refusal StatusReasonRequired = new(
        "status-reason-required",
        "The board of today is published; say why the status changes.",
        400
    );
}
