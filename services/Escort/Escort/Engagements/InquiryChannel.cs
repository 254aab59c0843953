namespace Clinic.Escort.Engagements;

/// <summary>The way a client asked .</summary>
public enum InquiryChannel
{
    Phone,
    WebPlatform,
    WalkIn,
    Other,
}
