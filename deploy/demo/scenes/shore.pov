// A sea shore at sunset: swell, wet sand, rocks, lit clouds.
#version 3.7;
#include "common.inc"
global_settings { assumed_gamma 1 max_trace_level 4 }
camera { location <0,2.3,-7> right x*Aspect up y angle 52 look_at <0.6,1.5,20> }
#declare SunD = vnormalize(<0.26,0.085,1>);
light_source { SunD*1e5 rgb <1,0.55,0.26>*2.0 parallel point_at 0 }
light_source { <-40,100,-60>*1000 rgb <0.42,0.45,0.62>*0.5 parallel point_at 0 shadowless }
#declare GX = SunD.x; #declare GY = SunD.y; #declare GZ = SunD.z;
#declare Glow = function(x,y,z) { x*GX+y*GY+z*GZ }
#declare Sky = sky_sphere {
  pigment { gradient y color_map {
    [0.0 rgb <0.98,0.50,0.20>*0.95] [0.05 rgb <0.92,0.50,0.27>*0.82] [0.14 rgb <0.66,0.46,0.42>*0.68]
    [0.32 rgb <0.30,0.33,0.48>*0.62] [0.7 rgb <0.10,0.16,0.34>*0.55] } }
  pigment { function { pow(max(0,Glow(x,y,z)/sqrt(x*x+y*y+z*z)),60) } color_map { [0 rgbt <1,0.6,0.25,1>] [1 rgbt <1.15,0.72,0.32,0.15>] } }
  pigment { function { pow(max(0,Glow(x,y,z)/sqrt(x*x+y*y+z*z)),4000) } color_map { [0 rgbt <1,0.8,0.4,1>] [0.5 rgbt <2.4,1.7,0.85,0>] [1 rgbt <4,3,1.7,0>] } }
  // Broken cloud projected on a plane overhead so that it thins towards the horizon.
  pigment { function { f_noise3d(x/(y+0.09)*0.42,7.6,z/(y+0.09)*0.5+4.3)*0.46
      + f_noise3d(x/(y+0.09)*1.1+9,1.7,z/(y+0.09)*1.0)*0.27 + f_noise3d(x/(y+0.09)*2.5,8.2,z/(y+0.09)*2.2)*0.14
      + f_noise3d(x/(y+0.09)*5.6,4.2,z/(y+0.09)*4.8)*0.11 + f_noise3d(x/(y+0.09)*12,5.2,z/(y+0.09)*10)*0.04 }
    color_map { [0.46 rgbt <1,0.62,0.36,1>] [0.53 rgbt <1.05,0.60,0.34,0.40>] [0.60 rgbt <0.62,0.36,0.31,0.15>] [0.72 rgbt <0.27,0.21,0.27,0.10>] [1 rgbt <0.16,0.15,0.22,0.1>] } }
}
sky_sphere { Sky }
#declare Nz = function(x,z) { f_noise3d(x,0.4,z)-0.5 }
#declare Line = function(x) { 1.2*Nz(x*0.16,2)*2+0.5*Nz(x*0.6,5)+0.16*Nz(x*2.1,7)+0.06*Nz(x*6,2) }
// Swell grows away from the beach; one breaking crest near the shore.
#declare Wave = function(x,z) {
  (1-exp(-max(0,z-0.4)*0.16))*( 0.30*sin(z*0.62+1.3*Nz(x*0.09,z*0.05)*6+0.4)
   + 0.16*sin(z*1.25+x*0.18+5*Nz(x*0.2+3,z*0.1)) + 0.34*Nz(x*0.55,z*0.9) + 0.16*Nz(x*1.6,z*2.2) + 0.07*Nz(x*4.1,z*5) )
  + 0.42*exp(-pow((z-5.4-2.0*Line(x*0.7+4))/0.62,2))*max(0,0.6+2.2*Nz(x*0.22,1)) }
#declare WaterN = normal { average normal_map { [1 bumps 0.30 scale <0.5,1,0.24>] [1 granite 0.10 scale 1.6] [1 bumps 0.20 scale <0.14,1,0.08>] } }
#declare Foam = function(x,z) { f_noise3d(x*3.2,0,z*2.6)*0.5+f_noise3d(x*8,1,z*7)*0.3+f_noise3d(x*19,2,z*17)*0.2 }
#declare FoamMask = function(x,z) {
   max( 1.1*max(0,min(1,0.55+3*Nz(x*0.22,1)))*exp(-pow((z-5.25-2.0*Line(x*0.7+4))/0.5,2)),
   max( 1.2*exp(-pow((z-0.15-Line(x))/0.20,2)),
   max( 0.62*exp(-pow((z-1.2-Line(x*0.8+9))/0.9,2)), 0.50*exp(-pow((z-3.2-Line(x+3))/1.2,2)) )))*1.0 }
#declare WaterT = texture {
  pigment { rgb <0.020,0.045,0.055> } normal { WaterN }
  finish { diffuse 0.6 specular 0.7 roughness 0.004 reflection { 0.03,0.85 fresnel on } conserve_energy } }
#declare FoamT = texture { pigment { granite scale 0.3 color_map { [0 rgb <0.55,0.52,0.52>] [1 rgb <0.93,0.88,0.84>] } } normal { granite 0.7 scale 0.12 } finish { diffuse 0.8 } }
height_field { function 1100,1100 { 0.5+Wave((x-0.5)*56,(1-y)*50-1.5)/4 }
  smooth translate <-0.5,-0.5,0> scale <56,4,50> translate <0,0.05,-1.5>
  texture { function { min(1,max(0,Foam(x,z)+FoamMask(x,z)-0.52)) } texture_map { [0.40 WaterT] [0.62 FoamT] } }
  interior { ior 1.33 } }
plane { y,-0.02 clipped_by { plane { -z,-48 } } texture { WaterT normal { bumps 0.35 scale <1.8,1,0.8> } } interior { ior 1.33 } }
// Beach: wet towards the water.
#declare SandP = pigment { granite scale 0.12 color_map { [0 rgb <0.15,0.105,0.07>] [0.5 rgb <0.25,0.18,0.125>] [1 rgb <0.36,0.27,0.19>] } }
#declare Beach = function(x,z) { 0.10-0.085*z+0.05*Nz(x*0.5,z*0.9)+0.018*Nz(x*2.5,z*5)+0.006*Nz(x*9,z*14) }
height_field { function 800,500 { (Beach((x-0.5)*40,(1-y)*16-12)+1)/3 } smooth translate <-0.5,0,0> scale <40,3,16> translate <0,-1,-12>
  texture { gradient z translate -z*0.0 scale 6 translate -z*6 warp { turbulence 0.12 } texture_map {
    [0.30 pigment { SandP } normal { granite 0.3 scale 0.1 } finish { diffuse 0.85 specular 0.12 roughness 0.03 }]
    [0.55 pigment { color rgb <0.085,0.062,0.045> } normal { granite 0.06 scale 0.3 } finish { diffuse 0.7 specular 0.4 roughness 0.01 reflection { 0.06,0.75 fresnel on } }] } }
  interior { ior 1.33 } }
// Rocks
#declare S = seed(12);
#declare St = array[5]; #for (I,0,4) #declare St[I] = StoneMesh(I+21,3.4,0.34,1.5,22) #end
#macro Rock(P,R)
  object { St[int(rand(S)*5)] scale R*<1.2,0.8,1> rotate <RR(S,-15,15),rand(S)*360,RR(S,-15,15)> translate P
    texture { pigment { granite scale 0.7 color_map { [0 rgb <0.03,0.026,0.026>] [0.5 rgb <0.085,0.07,0.062>] [1 rgb <0.16,0.13,0.11>] } }
      normal { granite 0.6 scale 0.5 } finish { diffuse 0.8 specular 0.35 roughness 0.02 } } }
#end
Rock(<-5.4,0.25,5.2>,1.5) Rock(<-7.4,0.4,7>,2.0) Rock(<-3.6,0.1,4.0>,0.7) Rock(<-9.6,0.3,5>,1.6) Rock(<-2.6,0,6.4>,0.5)
Rock(<9,0.5,15>,1.8) Rock(<11.5,0.3,16>,1.3) Rock(<-14,1,24>,3.4) Rock(<-18,1.5,27>,4.5)
#for (I,1,40) Rock(<RR(S,-7,-0.5),0.12,RR(S,-3.5,0.6)>,0.03+0.17*pow(rand(S),3)) #end
#for (I,1,16) Rock(<RR(S,0,6),0.12,RR(S,-3.5,0)>,0.03+0.10*pow(rand(S),3)) #end
// Headland
height_field { function 400,200 { max(0,pow(max(0,1-x*1.08),1.2)*0.55*(1-pow(abs(y*2-1),2))+0.35*(1-x)*(f_noise3d(x*9,0,y*5)-0.45)+0.06*f_noise3d(x*40,0,y*20)-0.04) }
  smooth translate <0,0,-0.5> scale <190,52,80> translate <-240,-1,260> texture { pigment { rgb <0.06,0.05,0.06> } normal { granite 0.8 scale 14 } finish { diffuse 0.7 } } }
fog { fog_type 2 distance 900 fog_offset 2 fog_alt 6 rgb <0.85,0.46,0.24>*0.6 }
